/** Widths at which layouts change, for `makeStyles`. */
export const PHONE = '@media (max-width: 599px)';
export const NARROW = '@media (max-width: 899px)';
