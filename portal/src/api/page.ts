const PAGE_SIZE = 25;

/** What `next` said; empty for the first page. */
export const FIRST_PAGE = '';

/** Which part of a list to ask for. */
export function pageQuery(after: string): { readonly top: number; readonly after?: string } {
  return { top: PAGE_SIZE, ...(after !== FIRST_PAGE && { after }) };
}
