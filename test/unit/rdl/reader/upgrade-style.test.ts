import { describe, expect, it } from 'vitest';
import { all, child, textAt } from '../../../../lib/rdl/reader/element.ts';
import { parseXml } from '../../../../lib/rdl/reader/parse-xml.ts';
import { upgradeDefinition } from '../../../../lib/rdl/reader/upgrade.ts';

const upgraded = (xml: string) => upgradeDefinition(parseXml(xml).root);

describe('styles of 2003 and 2005', () => {
  it('gather colour, style and width of each border in one element', () => {
    const style = upgraded(
      '<Style><BorderStyle><Default>Solid</Default><Top>Dashed</Top></BorderStyle><BorderColor><Default>Red</Default></BorderColor><BorderWidth><Left>2pt</Left></BorderWidth><Color>Blue</Color></Style>',
    );
    expect(style.children.map(({ name }) => name)).toEqual(['Border', 'TopBorder', 'LeftBorder', 'Color']);
    expect(textAt(style, 'Border', 'Style')).toBe('Solid');
    expect(textAt(style, 'Border', 'Color')).toBe('Red');
    expect(textAt(style, 'TopBorder', 'Style')).toBe('Dashed');
    expect(textAt(style, 'LeftBorder', 'Width')).toBe('2pt');
  });

  it('of later grammars stay as they are', () => {
    const style = upgraded('<Style><Border><Style>Solid</Style></Border></Style>');
    expect(textAt(style, 'Border', 'Style')).toBe('Solid');
  });
});

describe('data regions of 2003 and 2005', () => {
  it('become tablixes that hold what they held', () => {
    const items = upgraded(
      '<ReportItems><Table Name="A"><NoRows>none</NoRows><Details><TableRows/></Details></Table><Matrix Name="B"/><List Name="C"><ReportItems><Image Name="I"/></ReportItems></List></ReportItems>',
    );
    expect(items.children.map(({ name, attributes }) => [name, attributes.Name])).toEqual([
      ['Tablix', 'A'],
      ['Tablix', 'B'],
      ['Tablix', 'C'],
    ]);
    expect(textAt(items.children[0], 'NoRowsMessage')).toBe('none');
    expect(all(items.children[2], 'ReportItems', 'Image')).toHaveLength(1);
  });

  it('are told apart from elements that have the same name', () => {
    const root = upgraded('<Report><Body/><Layout><Table>x</Table></Layout></Report>');
    expect(child(child(root, 'Layout'), 'Table')?.text).toBe('x');
  });
});
