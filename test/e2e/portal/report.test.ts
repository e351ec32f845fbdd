import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import { ADMIN, REPORT_ID, reportWith, sampleAnswers } from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();

describe('the report page', () => {
  it('T4 asks for pictures with the parameters of the address, and shows them in the form', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East+Coast&p.Products=A&p.Products=B`);
    await page.getByRole('img', { name: 'Chart SalesTrend' }).waitFor();
    expect(await page.getByLabel('Sales region').inputValue()).toBe('East Coast');
    expect(await page.getByLabel('Products').textContent()).toBe('Apples, Berries');
    expect(await page.getByLabel('Secret').count()).toBe(0);
    const pictures = portal.calls.filter(({ path }) => path.endsWith('/picture'));
    expect(pictures.map(({ path }) => path.split('/').at(-2)).sort()).toEqual(['RevenueMix', 'SalesTrend']);
    for (const { query } of pictures)
      expect([...query.entries()]).toEqual([
        ['p.Region', 'East Coast'],
        ['p.Products', 'A'],
        ['p.Products', 'B'],
      ]);
  });

  it('asks for required parameters before it draws, and puts them into the address', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}`);
    await page.getByRole('button', { name: 'View report' }).click();
    await page.getByText('A value is needed.').waitFor();
    expect(portal.calls.filter(({ path }) => path.endsWith('/picture'))).toEqual([]);
    await page.getByLabel('Sales region').fill('West');
    await page.getByRole('combobox', { name: 'Products' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Berries' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'View report' }).click();
    await page.getByRole('img', { name: 'Chart SalesTrend' }).waitFor();
    expect(new URL(page.url()).search).toBe('?p.Region=West&p.Products=A&p.Products=C');
  });

  it('asks anew for valid values that depend on another parameter, and drops what was chosen of the old ones', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}`);
    await page.getByText('Needs a value first: Sales region.').waitFor();
    expect(await page.getByLabel('City').isDisabled()).toBe(true);
    await page.getByLabel('Sales region').fill('East');
    await page.getByRole('combobox', { name: 'City' }).selectOption('East B');
    await page.getByLabel('Sales region').fill('West');
    await page.getByRole('option', { name: 'West B' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'View report' }).click();
    await page.getByRole('img', { name: 'Chart SalesTrend' }).waitFor();
    expect(new URL(page.url()).search).toBe('?p.Region=West');
  });

  it('says beside the parameter what is wrong with its value', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=Nowhere`);
    await page.getByText("'Nowhere' is not allowed.").waitFor();
    const field = page.getByLabel('Sales region');
    const [described] = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('Allowed: East, West.');
  });

  it('can give a parameter no value at all, and reads that from an address', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await page.getByLabel('No value for Note').uncheck();
    await page.getByLabel('Note', { exact: true }).fill('Q4');
    await page.getByRole('button', { name: 'View report' }).click();
    await page.waitForURL(/p.Note=Q4/);
    await page.getByLabel('No value for Note').check();
    await page.getByRole('button', { name: 'View report' }).click();
    await page.waitForURL(/p.Note%3Aisnull=true/);
    expect(await page.getByLabel('Note', { exact: true }).isDisabled()).toBe(true);
  });

  it('shows texts and tables as their designer sees them', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await page.getByText('Sales of [@Region]').waitFor();
    await page.getByText('[Sum(Amount)]').waitFor();
  });

  it('shows in the place of a picture why it could not be drawn', async () => {
    at.portal.answer({
      'GET /api/reports/*/items/SalesTrend/picture': () =>
        problem(422, 'PARAMETER_INVALID', 'The parameter Region allows East and West.'),
    });
    await at.page.goto(`${at.portal.url}/reports/${REPORT_ID}?p.Region=Nowhere`);
    await at.page.getByText('The parameter Region allows East and West.').waitFor();
    await at.page.getByRole('img', { name: 'Chart RevenueMix' }).waitFor();
  });

  it('P12 says that there is nothing to pin', async () => {
    const { items } = sampleAnswers().report;
    at.portal.reset({ report: reportWith({ items: items.filter(({ pinnable }) => !pinnable) }) });
    await at.page.goto(`${at.portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await at.page.getByRole('button', { name: 'Pin to Power BI Dashboard' }).click();
    await at.page
      .getByText('Cannot Pin: There are no report items on this page that you can pin to Power BI.')
      .waitFor();
  });

  it('P4 says on hover, on focus and below the page why other items cannot be pinned', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East&select=`);
    const table = page.getByRole('button', { name: 'Table RegionTable' });
    await table.focus();
    await page
      .getByRole('tooltip', { name: 'Only charts, gauges, maps and images can be pinned.' })
      .waitFor();
    await page.getByRole('button', { name: 'Map Regions' }).hover();
    await page.getByRole('tooltip', { name: /Bing map tiles/ }).waitFor();
    const list = page.getByRole('region', { name: 'Cannot be pinned' });
    await list.getByText('nested in a table, matrix or list').waitFor();
    await list.getByText('in the page header').waitFor();
  });
});

describe('data sources', () => {
  it('P11 leads publishers from the warning to the data sources, and stores what is entered', async () => {
    const { page, portal } = at;
    portal.reset({
      me: { ...me, user: ADMIN },
      report: reportWith({ credentials: 'missing', missingCredentials: ['Warehouse'] }),
    });
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await page.getByText('Credentials are not stored for Warehouse.').waitFor();
    await page.getByRole('link', { name: 'Data sources' }).first().click();
    const source = page.getByRole('region', { name: 'Warehouse' });
    await source.getByRole('button', { name: 'Save' }).click();
    expect(await source.getByText('It is needed.').count()).toBe(2);
    portal.answer({
      'PUT /api/data-sources/*/credentials': () => problem(503, 'STORAGE_UNAVAILABLE', 'Try again.'),
    });
    await source.getByLabel('User name').fill('reader');
    await source.getByLabel('Password').fill('secret');
    await source.getByRole('button', { name: 'Save' }).click();
    await source.getByText('Code STORAGE_UNAVAILABLE').waitFor();
    expect(await source.getByLabel('Password').inputValue()).toBe('secret');
    portal.answer({
      'PUT /api/data-sources/*/credentials': () => ({ status: 200, body: sampleAnswers().dataSources[0] }),
    });
    await source.getByRole('button', { name: 'Save' }).click();
    await source.getByText('Saved.').waitFor();
    expect(at.writes('PUT').at(-1)?.body).toEqual({ mode: 'stored', user: 'reader', password: 'secret' });
    expect(await source.getByLabel('Password').inputValue()).toBe('');
  });

  it('tests a connection with what is entered before it is stored, and says why it fails', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'POST /api/data-sources/*/test': () =>
        problem(422, 'DATA_SOURCE_REFUSED', 'The server refused the password of reader.'),
    });
    await page.goto(`${portal.url}/reports/${REPORT_ID}/data-sources`);
    const source = page.getByRole('region', { name: 'Warehouse' });
    await source.getByLabel('User name').fill('reader');
    await source.getByLabel('Password').fill('wrong');
    await source.getByRole('button', { name: 'Test connection' }).click();
    await source.getByText('The server refused the password of reader.').waitFor();
    expect(at.writes('POST')[0]?.body).toEqual({ credentials: { user: 'reader', password: 'wrong' } });
    expect(await source.getByLabel('Password').inputValue()).toBe('wrong');
  });
});
