import { describe, expect, it } from 'vitest';
import {
  parseConnectionString,
  seemsToHoldPassword,
  takePassword,
} from '../../../../lib/data-sources/connection/connection-string.ts';

const settingsOf = (text: string) => Object.fromEntries(parseConnectionString(text) ?? [['wrong', text]]);

describe('connection strings', () => {
  it('are keywords without regard to case and values as written', () => {
    expect(settingsOf(' Data Source = sql.contoso.com,1433 ;Initial  Catalog=Sales DB; ')).toEqual({
      'data source': 'sql.contoso.com,1433',
      'initial catalog': 'Sales DB',
    });
  });

  it('take quoted values with semicolons and doubled quotes, as .NET and ODBC write them', () => {
    expect(settingsOf(`a="x;""y"";";b='it''s';Driver={ODBC Driver 17 for SQL Server};c={a}}b}`)).toEqual({
      a: 'x;"y";',
      b: "it's",
      driver: 'ODBC Driver 17 for SQL Server',
      c: 'a}b',
    });
  });

  it('take the last of two equal keywords, and == in a keyword as =', () => {
    expect(settingsOf('Server=a;server=b;x==y=1')).toEqual({ server: 'b', 'x=y': '1' });
  });

  it('are none without keywords, or with a quote that is never closed', () => {
    for (const text of ['https://example.com/data.xml', 'Server', '=x', 'a="b', 'a="b"c'])
      expect(parseConnectionString(text), text).toBeUndefined();
  });

  it('lose their passwords and nothing else', () => {
    expect(takePassword('Data Source=db;Password="a;b";User ID=ann;Initial Catalog=X')).toEqual({
      text: 'Data Source=db;User ID=ann;Initial Catalog=X',
      user: 'ann',
      password: 'a;b',
    });
    expect(takePassword('Server=db;UID=ann;PWD=s3cret')).toEqual({
      text: 'Server=db;UID=ann;',
      user: 'ann',
      password: 's3cret',
    });
    expect(takePassword('Password=one;Server=db;pwd=two')).toMatchObject({
      text: 'Server=db;',
      password: 'two',
    });
    expect(takePassword('Server=db;Password=;').password).toBeUndefined();
    expect(takePassword('Server=db')).toEqual({ text: 'Server=db', user: undefined, password: undefined });
  });

  it('are seen to hold a password inside an expression, unless it is put there', () => {
    expect(seemsToHoldPassword('="Server=" & Parameters!S.Value & ";Password=abc"')).toBe(true);
    expect(seemsToHoldPassword('="Server=" & Parameters!S.Value & ";Pwd=" & Parameters!P.Value')).toBe(false);
    expect(seemsToHoldPassword('="Server=db"')).toBe(false);
  });
});
