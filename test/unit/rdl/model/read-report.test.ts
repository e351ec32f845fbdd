import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import { readSharedDataSet, readSharedDataSource } from '../../../../lib/rdl/model/read-shared.ts';

const report =
  readReport(`<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition" xmlns:rd="http://schemas.microsoft.com/SQLServer/reporting/reportdesigner" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Description>About sales</Description><Language>=User!Language</Language>
  <Code> Function F() : End Function </Code>
  <Variables><Variable Name="V"><Value>=1+1</Value><Writable>true</Writable></Variable></Variables>
  <DataSources>
    <DataSource Name="Shared"><DataSourceReference>/Data Sources/Sales</DataSourceReference></DataSource>
    <DataSource Name="Own"><ConnectionProperties><DataProvider>SQL</DataProvider><ConnectString>="Data Source=" &amp; Parameters!S.Value</ConnectString><IntegratedSecurity>True</IntegratedSecurity></ConnectionProperties></DataSource>
  </DataSources>
  <DataSets>
    <DataSet Name="D1">
      <Query><DataSourceName>Own</DataSourceName><CommandType>StoredProcedure</CommandType><CommandText>up_Sales</CommandText>
        <QueryParameters><QueryParameter Name="@y"><Value>=Parameters!Year.Value</Value></QueryParameter></QueryParameters></Query>
      <Fields>
        <Field Name="Amount"><DataField>amt</DataField><rd:TypeName>System.Decimal</rd:TypeName></Field>
        <Field Name="Half"><Value>=Fields!Amount.Value/2</Value></Field>
        <Field Name="Bare"/>
      </Fields>
      <CaseSensitivity>True</CaseSensitivity>
      <Filters><Filter><FilterExpression>=Fields!Amount.Value</FilterExpression><Operator>Between</Operator><FilterValues><FilterValue DataType="Float">1</FilterValue><FilterValue>=2</FilterValue></FilterValues></Filter></Filters>
    </DataSet>
    <DataSet Name="D2"><SharedDataSet><SharedDataSetReference>Sets/Regions</SharedDataSetReference><QueryParameters><QueryParameter Name="r"><Value>1</Value></QueryParameter></QueryParameters></SharedDataSet><Fields/></DataSet>
  </DataSets>
  <ReportParameters>
    <ReportParameter Name="Year"><DataType>integer</DataType><Prompt>Year</Prompt><Nullable>TRUE</Nullable><MultiValue>true</MultiValue>
      <DefaultValue><Values><Value>2024</Value><Value xsi:nil="true"/><Value/></Values></DefaultValue>
      <ValidValues><DataSetReference><DataSetName>D2</DataSetName><ValueField>Y</ValueField><LabelField>L</LabelField></DataSetReference></ValidValues></ReportParameter>
    <ReportParameter Name="Hidden"><Hidden>true</Hidden><ValidValues><ParameterValues><ParameterValue><Value>a</Value><Label>A</Label></ParameterValue><ParameterValue><Label>none</Label></ParameterValue></ParameterValues></ValidValues></ReportParameter>
  </ReportParameters>
  <EmbeddedImages><EmbeddedImage Name="logo"><MIMEType>image/png</MIMEType><ImageData>
    iVBO
    Rw==
  </ImageData></EmbeddedImage></EmbeddedImages>
  <ReportSections><ReportSection><Body><Height>1in</Height></Body><Width>2in</Width><Page/></ReportSection></ReportSections>
</Report>`);

describe('the model of a report', () => {
  it('holds what stands beside the items', () => {
    expect(report).toMatchObject({
      grammar: '2016',
      description: 'About sales',
      language: '=User!Language',
      variables: [{ name: 'V', value: '=1+1', writable: true }],
      embeddedImages: [{ name: 'logo', mimeType: 'image/png', base64: 'iVBORw==' }],
      pages: [{ width: 144, height: 72 }],
      items: [],
    });
    expect(report.code).toContain('Function F()');
  });

  it('tells shared data sources from its own', () => {
    expect(report.dataSources).toEqual([
      {
        name: 'Shared',
        reference: '/Data Sources/Sales',
        provider: undefined,
        connectString: undefined,
        integratedSecurity: false,
      },
      {
        name: 'Own',
        reference: undefined,
        provider: 'SQL',
        connectString: '="Data Source=" & Parameters!S.Value',
        integratedSecurity: true,
      },
    ]);
  });

  it('holds queries, fields and filters of datasets', () => {
    const [own, shared] = report.dataSets;
    expect(own).toMatchObject({
      name: 'D1',
      dataSourceName: 'Own',
      reference: undefined,
      commandType: 'StoredProcedure',
      commandText: 'up_Sales',
      queryParameters: [{ name: '@y', value: '=Parameters!Year.Value' }],
      fields: [
        { name: 'Amount', dataField: 'amt', typeName: 'System.Decimal' },
        { name: 'Half', expression: '=Fields!Amount.Value/2' },
        { name: 'Bare', dataField: 'Bare' },
      ],
      filters: [
        {
          expression: '=Fields!Amount.Value',
          operator: 'Between',
          values: [
            { text: '1', dataType: 'Float' },
            { text: '=2', dataType: undefined },
          ],
        },
      ],
      caseSensitivity: 'True',
    });
    expect(shared).toMatchObject({ reference: 'Sets/Regions', queryParameters: [{ name: 'r', value: '1' }] });
  });

  it('holds parameters with their defaults and valid values', () => {
    const [year, hidden] = report.parameters;
    expect(year).toMatchObject({
      dataType: 'Integer',
      prompt: 'Year',
      nullable: true,
      multiValue: true,
      hidden: false,
      defaults: { kind: 'list', values: [{ value: '2024' }, { value: null }, { value: '' }] },
      validValues: { kind: 'dataset', dataSetName: 'D2', valueField: 'Y', labelField: 'L' },
    });
    expect(hidden).toMatchObject({
      dataType: 'String',
      hidden: true,
      defaults: undefined,
      validValues: {
        kind: 'list',
        values: [
          { value: 'a', label: 'A' },
          { value: null, label: 'none' },
        ],
      },
    });
  });
});

describe('shared files', () => {
  it('give a data source in the designer’s shape and in the report server’s', () => {
    expect(
      readSharedDataSource(
        '<RptDataSource Name="AW"><ConnectionProperties><Extension>SQL</Extension><ConnectString>Data Source=x</ConnectString></ConnectionProperties></RptDataSource>',
      ),
    ).toMatchObject({
      name: 'AW',
      provider: 'SQL',
      connectString: 'Data Source=x',
      integratedSecurity: false,
    });
    expect(
      readSharedDataSource(
        '<DataSourceDefinition xmlns="http://schemas.microsoft.com/sqlserver/2006/03/reporting/reportdatasource"><Extension>SQL</Extension><ConnectString>c</ConnectString><CredentialRetrieval>Integrated</CredentialRetrieval></DataSourceDefinition>',
      ),
    ).toMatchObject({ provider: 'SQL', connectString: 'c', integratedSecurity: true });
  });

  it('give a dataset with the data source it refers to', () => {
    const dataSet = readSharedDataSet(
      '<SharedDataSet xmlns="http://schemas.microsoft.com/sqlserver/reporting/2010/01/shareddatasetdefinition"><DataSet Name=""><Query><DataSourceReference>/Data Sources/AW</DataSourceReference><DataSetParameters><DataSetParameter Name="@p"><DefaultValue>3</DefaultValue></DataSetParameter></DataSetParameters><CommandText>select 1</CommandText></Query><Fields><Field Name="A"><DataField>a</DataField></Field></Fields></DataSet></SharedDataSet>',
    );
    expect(dataSet).toMatchObject({
      dataSourceName: '/Data Sources/AW',
      commandText: 'select 1',
      queryParameters: [{ name: '@p', value: '3' }],
      fields: [{ name: 'A', dataField: 'a' }],
    });
  });

  it('are refused when they are something else', () => {
    expect(() => readSharedDataSource('<SharedDataSet/>')).toThrow(/no shared data source/);
    expect(() => readSharedDataSet('<RptDataSource/>')).toThrow(/no shared dataset/);
  });
});
