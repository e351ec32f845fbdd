import type { RdlElement } from './element.ts';

const DESIGNER = 'http://schemas.microsoft.com/sqlserver/reporting/reportdesigner';

type OpenElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: RdlElement[];
  text: string;
  readonly line: number;
};

/** A name or attribute as an XML parser with namespaces gives it. */
export type QualifiedName = { readonly prefix: string; readonly local: string; readonly uri: string };

export type Tag = QualifiedName & {
  readonly attributes: Readonly<Record<string, QualifiedName & { readonly value: string }>>;
};

/**
 * Builds the tree from the events of an XML parser. Elements of the root's namespace (and of none) keep their local
 * name, the report designer's get `rd:`; elements of other namespaces are extensions that nothing here reads, so
 * they are left out with all they hold.
 */
export class TreeBuilder {
  namespace = '';
  root: RdlElement | undefined;
  elements = 0;
  readonly #open: OpenElement[] = [];
  #skipped = 0;

  get depth(): number {
    return this.#open.length + this.#skipped;
  }

  /** Name of the innermost element that is open. */
  get current(): string | undefined {
    return this.#open.at(-1)?.name;
  }

  openTag(tag: Tag, line: number): void {
    if (this.#open.length === 0) this.namespace = tag.uri;
    const name = this.#nameOf(tag);
    if (this.#skipped > 0 || name === undefined) this.#skipped++;
    else this.#open.push({ name, attributes: attributesOf(tag), children: [], text: '', line });
  }

  addText(text: string): void {
    const element = this.#open.at(-1);
    if (element && this.#skipped === 0) element.text += text;
  }

  closeTag(): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    const element = this.#open.pop();
    if (!element) return;
    // White space between child elements is layout of the file, not text.
    const closed = element.children.length > 0 ? { ...element, text: '' } : element;
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(closed);
    else this.root = closed;
  }

  #nameOf({ local, uri }: QualifiedName): string | undefined {
    if (uri === this.namespace || uri === '') return local;
    if (uri.toLowerCase() === DESIGNER) return `rd:${local}`;
    // Namespaces below the definition's own extend it: `df:DefaultFontFamily`.
    return uri.startsWith(`${this.namespace}/`) ? local : undefined;
  }
}

function attributesOf(tag: Tag): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || local === 'xmlns') continue;
    result[uri.toLowerCase() === DESIGNER ? `rd:${local}` : local] = value;
  }
  return result;
}
