import { describe, expect, it } from 'vitest';
import { readDatabaseTarget, targetText } from '../../../../lib/data-sources/connection/database-target.ts';

const target = (provider: string | undefined, connectString: string) =>
  readDatabaseTarget(provider, connectString);

describe('where a data source leads', () => {
  it('is read from the words of SqlClient', () => {
    expect(
      target(
        'SQL',
        'Data Source=tcp:sql.contoso.com,1444;Initial Catalog=Sales;Connect Timeout=30;ApplicationIntent=ReadOnly',
      ),
    ).toEqual({
      kind: 'sql-server',
      host: 'sql.contoso.com',
      port: 1444,
      database: 'Sales',
      tls: 'verified',
      connectSeconds: 30,
      readOnly: true,
      searchPath: undefined,
      positional: false,
    });
  });

  it('is read from the words of Npgsql and Connector/NET', () => {
    expect(
      target('PostgreSQL', 'Host=pg.contoso.com;Username=ann;Database=sales;SSL Mode=Disable'),
    ).toMatchObject({
      kind: 'postgres',
      host: 'pg.contoso.com',
      port: 5432,
      database: 'sales',
      tls: 'off',
    });
    expect(
      target('MySQL', 'server=my.contoso.com;port=3307;uid=ann;database=sales;SslMode=None'),
    ).toMatchObject({
      kind: 'mysql',
      port: 3307,
      tls: 'off',
    });
  });

  it('is read from OLE DB and ODBC where they name a driver for one of these', () => {
    expect(target('OLEDB', 'Provider=SQLNCLI11.1;Data Source=db;Initial Catalog=X')).toMatchObject({
      kind: 'sql-server',
      positional: true,
    });
    expect(target('ODBC', 'Driver={PostgreSQL Unicode};Server=db;Port=5433;Database=x')).toMatchObject({
      kind: 'postgres',
      port: 5433,
    });
    expect(target('ODBC', 'Dsn=Warehouse')).toBeUndefined();
    expect(target('OLEDB-MD', 'Data Source=cube')).toBeUndefined();
    expect(target(undefined, 'Data Source=db')).toBeUndefined();
  });

  it('is encrypted and verified unless the connection string says otherwise', () => {
    const tls = (rest: string) => target('SQL', `Data Source=db;${rest}`)?.tls;
    expect(tls('')).toBe('verified');
    expect(tls('Encrypt=True')).toBe('verified');
    expect(tls('Encrypt=Strict')).toBe('verified');
    expect(tls('TrustServerCertificate=True')).toBe('trusted');
    expect(tls('Encrypt=False;TrustServerCertificate=True')).toBe('off');
    expect(tls('Encrypt=Optional')).toBe('off');
  });

  it('is this machine for a dot and (local), and an address in brackets', () => {
    expect(target('SQL', 'Server=.;')).toMatchObject({ host: 'localhost', port: 1433 });
    expect(target('SQL', 'Server=(local)')).toMatchObject({ host: 'localhost' });
    expect(target('PostgreSQL', 'Host=[fd12::1]:5433')).toMatchObject({ host: 'fd12::1', port: 5433 });
  });

  it('is a named instance only with its port', () => {
    expect(target('SQL', String.raw`Server=db\SALES,1450`)).toMatchObject({ host: 'db', port: 1450 });
    expect(() => target('SQL', String.raw`Server=db\SALES`)).toThrow(/give its port/);
    expect(target('SQL', String.raw`Server=db\MSSQLSERVER`)).toMatchObject({ host: 'db', port: 1433 });
  });

  it('is refused with a reason', () => {
    expect(() => target('SQL', 'Initial Catalog=x')).toThrow(/names no server/);
    expect(() => target('SQL', 'nonsense')).toThrow(/keyword=value/);
    expect(() => target('SQL', String.raw`Server=np:\\db\pipe\sql\query`)).toThrow(/over TCP/);
    expect(() => target('SQL', 'Server=db,99999')).toThrow(/no port/);
  });

  it('is told to people by its kind, host and unusual port', () => {
    expect(targetText({ kind: 'postgres', host: 'db', port: 5432 })).toBe('PostgreSQL at db');
    expect(targetText({ kind: 'mysql', host: 'db', port: 3307 })).toBe('MySQL at db:3307');
  });
});
