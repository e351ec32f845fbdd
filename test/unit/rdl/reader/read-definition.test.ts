import { describe, expect, it } from 'vitest';
import { RdlError } from '../../../../lib/rdl/errors.ts';
import { all, child, textAt } from '../../../../lib/rdl/reader/element.ts';
import { DEFAULT_LIMITS } from '../../../../lib/rdl/reader/limits.ts';
import { readDefinition } from '../../../../lib/rdl/reader/read-definition.ts';

const NAMESPACE = 'http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition';

function definition(inside: string, namespace = NAMESPACE): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<Report xmlns="${namespace}" xmlns:rd="http://schemas.microsoft.com/SQLServer/reporting/reportdesigner">${inside}</Report>`;
}

const SECTIONS =
  '<ReportSections><ReportSection><Body><ReportItems><Textbox Name="T"/></ReportItems><Height>2in</Height></Body><Width>6in</Width><Page/></ReportSection></ReportSections>';

function refusal(source: Uint8Array | string, limits = DEFAULT_LIMITS): RdlError {
  try {
    readDefinition(source, limits);
  } catch (error) {
    if (error instanceof RdlError) return error;
    throw error;
  }
  throw new Error('The definition was read.');
}

describe('the reader', () => {
  it('keeps names, attributes, text, and the line of each element', () => {
    const { root } = readDefinition(
      definition(
        `\n<Description> a &amp; <![CDATA[<b>]]> </Description>\n<rd:ReportID>7</rd:ReportID>\n${SECTIONS}`,
      ),
    );
    expect(child(root, 'Description')).toMatchObject({ text: ' a & <b> ', line: 3 });
    expect(textAt(root, 'rd:ReportID')).toBe('7');
    expect(
      all(root, 'ReportSections', 'ReportSection', 'Body', 'ReportItems', 'Textbox')[0]?.attributes,
    ).toEqual({
      Name: 'T',
    });
    expect(root.text).toBe('');
  });

  it('reads prefixed definitions and leaves out what other namespaces add', () => {
    const { root } = readDefinition(
      `<x:Report xmlns:x="${NAMESPACE}" xmlns:df="${NAMESPACE}/defaultfontfamily" xmlns:y="urn:y"><df:DefaultFontFamily>Segoe UI</df:DefaultFontFamily><y:Extra><x:Body/></y:Extra><x:Description y:Name="no">d</x:Description></x:Report>`,
    );
    expect(root.children.map(({ name }) => name)).toEqual(['DefaultFontFamily', 'Description']);
  });

  it('reads UTF-8 and UTF-16 with and without a byte order mark, and declared encodings', () => {
    const xml = definition(`<Description>Zürich</Description>${SECTIONS}`);
    const utf16 = Buffer.from(xml, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    const latin = Buffer.from(xml.replace('utf-8', 'windows-1252'), 'latin1');
    const files = [
      Buffer.from(xml),
      Buffer.from(`\ufeff${xml}`),
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]),
      utf16,
      swapped,
      latin,
      Buffer.from(xml.replace('utf-8', 'utf-16')),
    ];
    for (const file of files) expect(textAt(readDefinition(file).root, 'Description')).toBe('Zürich');
    expect(textAt(readDefinition(`\ufeff${xml}`).root, 'Description')).toBe('Zürich');
    expect(refusal(Buffer.from(xml, 'latin1'))).toMatchObject({ code: 'NOT_XML', line: 1 });
  });

  it('knows the grammar by the namespace, previews included, and without one by the content', () => {
    const body = '<Body><Height>1in</Height></Body><Width>1in</Width>';
    const grammar = (namespace: string, inside: string) =>
      readDefinition(definition(inside, namespace.replace('/Y/', '/'))).grammar;
    const versions = ['2003/10', '2005/01', '2007/01', '2008/01', '2009/01', '2010/01', '2016/01'];
    expect(versions.map((v) => grammar(NAMESPACE.replace('2016/01', v), body))).toEqual([
      '2003',
      '2005',
      '2008',
      '2008',
      '2010',
      '2010',
      '2016',
    ]);
    expect(grammar('', body)).toBe('2005');
    expect(grammar('', `${body}<Page/>`)).toBe('2008');
    expect(grammar('', SECTIONS)).toBe('2016');
  });

  it('brings the body of every grammar into a section, page properties and all', () => {
    const old = definition(
      '<Body><ReportItems/><Height>1in</Height><Columns>2</Columns></Body><Width>5in</Width><PageHeader><Height>1in</Height></PageHeader><PageWidth>8in</PageWidth><LeftMargin>1in</LeftMargin>',
      NAMESPACE.replace('2016', '2005'),
    );
    const { root } = readDefinition(old);
    const section = all(root, 'ReportSections', 'ReportSection')[0];
    expect(textAt(section, 'Width')).toBe('5in');
    expect(textAt(section, 'Body', 'Height')).toBe('1in');
    expect(child(section, 'Page')?.children.map(({ name }) => name)).toEqual([
      'PageHeader',
      'PageWidth',
      'LeftMargin',
      'Columns',
    ]);
    expect(root.children.map(({ name }) => name)).toEqual(['ReportSections']);
  });
});

describe('the reader refuses', () => {
  it('what is no XML, with the line', () => {
    expect(refusal(definition('\n<Body>'))).toMatchObject({ code: 'NOT_XML', line: 3 });
    expect(refusal('')).toMatchObject({ code: 'NOT_XML' });
    expect(refusal('PK\u0003\u0004')).toMatchObject({ code: 'NOT_XML', line: 1 });
    expect(refusal(`${definition(SECTIONS)}<again/>`)).toMatchObject({ code: 'NOT_XML' });
  });

  it('a document type declaration and entities of its own', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Report>&b;</Report>';
    expect(refusal(bomb)).toMatchObject({ code: 'DOCTYPE_REFUSED', line: 1 });
    expect(refusal(definition('<Description>&xxe;</Description>'))).toMatchObject({
      code: 'NOT_XML',
      element: 'Description',
    });
  });

  it('other documents and grammars that it does not know', () => {
    expect(refusal('<html/>')).toMatchObject({ code: 'NOT_RDL', element: 'html', line: 1 });
    expect(refusal(definition(SECTIONS, 'urn:other'))).toMatchObject({ code: 'NOT_RDL' });
    expect(refusal(definition(SECTIONS, NAMESPACE.replace('2016', '2099')))).toMatchObject({
      code: 'NOT_RDL',
    });
    expect(refusal('<Report/>')).toMatchObject({ code: 'NOT_RDL' });
  });

  it('what is too large, too deep or too many', () => {
    const deep = '<a>'.repeat(300) + '</a>'.repeat(300);
    expect(refusal(definition(deep))).toMatchObject({ code: 'TOO_DEEP', line: 2 });
    const foreign = '<y:a xmlns:y="urn:y">'.repeat(300) + '</y:a>'.repeat(300);
    expect(refusal(definition(foreign))).toMatchObject({ code: 'TOO_DEEP' });
    const limits = { ...DEFAULT_LIMITS, bytes: 1000, elements: 50 };
    expect(refusal(definition('<a/>'.repeat(60)), limits)).toMatchObject({ code: 'TOO_LARGE' });
    expect(refusal(definition(' '.repeat(1000)), limits)).toMatchObject({ code: 'TOO_LARGE' });
    expect(refusal(new Uint8Array(1001), limits)).toMatchObject({ code: 'TOO_LARGE' });
  });
});
