/**
 * The name that model and report of a pin go by at Power BI: with the pin's id, so that one whose making was not
 * answered is found.
 */
export function objectName(of: {
  readonly id: string;
  readonly reportTitle: string;
  readonly itemName: string;
}): string {
  return `${of.reportTitle} - ${of.itemName} (${of.id})`.slice(-250).toWellFormed().trim();
}
