import { describe, expect, it } from 'vitest';
import { takePasswords } from '../../../lib/data-sources/take-passwords.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import { readSharedDataSource } from '../../../lib/rdl/model/read-shared.ts';

const report = (...sources: readonly string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\r\n<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition"><!-- kept --><DataSources>${sources
    .map(
      (source, index) =>
        `<DataSource Name="S${index + 1}"><ConnectionProperties><DataProvider>SQL</DataProvider><ConnectString>${source}</ConnectString></ConnectionProperties></DataSource>`,
    )
    .join('')}</DataSources><Body><Height>1in</Height></Body><Width>1in</Width></Report>`;

function take(text: string, encoding: BufferEncoding = 'utf8') {
  const bytes = new Uint8Array(Buffer.from(text, encoding));
  const { bytes: kept, found } = takePasswords(bytes, readReport(bytes).dataSources);
  return { text: Buffer.from(kept).toString(encoding), found, same: kept === bytes };
}

describe('passwords in definitions', () => {
  it('are taken out of connection strings; all else stays letter for letter', () => {
    const { text, found } = take(
      report('Data Source=db;User ID=ann;Password=&quot;a;b&amp;c&quot;', 'Data Source=other'),
    );
    expect(text).toBe(report('Data Source=db;User ID=ann;', 'Data Source=other'));
    expect(found).toEqual([
      {
        name: 'S1',
        provider: 'SQL',
        connectString: 'Data Source=db;User ID=ann;',
        credentials: { user: 'ann', password: 'a;b&c' },
      },
    ]);
  });

  it('leave a definition without any as it is', () => {
    const { found, same } = take(report('Data Source=db;Integrated Security=SSPI'));
    expect(found).toEqual([]);
    expect(same).toBe(true);
  });

  it('are found in CDATA, in UTF-16, and where no user stands beside them', () => {
    const text = report('<![CDATA[Server=db;pwd=x&y]]>').replace('utf-8', 'utf-16');
    const taken = take(`\ufeff${text}`, 'utf16le');
    expect(taken.text).not.toContain('x&y');
    expect(taken.text.startsWith('\ufeff<?xml')).toBe(true);
    expect(taken.found).toMatchObject([{ credentials: undefined }]);
  });

  it('are taken out of the addresses of documents', () => {
    const text = report('https://ann:s%40cret@data.contoso.com/sales.xml?x=1').replace('>SQL<', '>XML<');
    const { text: kept, found } = take(text);
    expect(kept).toContain('<ConnectString>https://data.contoso.com/sales.xml?x=1</ConnectString>');
    expect(found).toMatchObject([{ credentials: { user: 'ann', password: 's@cret' } }]);
  });

  it('inside an expression are refused, for they cannot be told from the rest', () => {
    const expression = '=&quot;Data Source=&quot; &amp; Parameters!S.Value &amp; &quot;;Password=abc&quot;';
    expect(() => take(report(expression))).toThrow(/data source "S1" is an expression that holds a password/);
    expect(take(report('=&quot;Data Source=&quot; &amp; Parameters!S.Value')).found).toEqual([]);
  });

  it('are taken out of shared data sources, of both kinds of file', () => {
    const rds =
      '<RptDataSource Name="Sales"><ConnectionProperties><Extension>SQL</Extension><ConnectString>Data Source=db;UID=ann;PWD=x</ConnectString></ConnectionProperties></RptDataSource>';
    const server =
      '<DataSourceDefinition xmlns="http://schemas.microsoft.com/sqlserver/reporting/2006/03/reportdatasource"><Extension>SQL</Extension><ConnectString>Data Source=db</ConnectString><UserName>ann</UserName><Password>hidden</Password></DataSourceDefinition>';
    for (const text of [rds, server]) {
      const bytes = new Uint8Array(Buffer.from(text));
      const taken = takePasswords(bytes, [readSharedDataSource(bytes)]);
      const kept = Buffer.from(taken.bytes).toString();
      expect(kept).not.toMatch(/hidden|PWD=x/);
      expect(readSharedDataSource(taken.bytes).connectString).toMatch(/^Data Source=db/);
    }
  });
});
