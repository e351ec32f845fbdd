/** What an attacker, or a broken tool, would write where a report expects something else. */

const DEEP = 3_000;

export const VALUES: readonly string[] = [
  '',
  ' ',
  '-1',
  '0',
  '1e308',
  '-1e400',
  'NaN',
  'Infinity',
  '99999999999999999999999999',
  '0.0000000000001',
  '-5in',
  '1e309pt',
  '999999999in',
  '160000pt',
  'True',
  'tRuE',
  'Custom',
  '#12',
  '#ABCDEF00',
  'NoSuchColor',
  '\u{1F4A9}\u202E\uD800'.toWellFormed(),
  '0001-01-01',
  '9999-12-31T23:59:59.9999999',
  'MMMM yyyy',
  '#,0.00;(#,0.00);"\'',
  `${'#,'.repeat(500)}0`,
  '0'.repeat(5_000),
  'x'.repeat(200_000),
  '../../../etc/passwd',
  'file:///etc/passwd',
];

export const EXPRESSIONS: readonly string[] = [
  '=',
  '=(',
  `=${'('.repeat(DEEP)}1${')'.repeat(DEEP)}`,
  `=1${'+1'.repeat(DEEP)}`,
  `=${'-'.repeat(DEEP)}1`,
  `=${'IIf(True,'.repeat(DEEP)}1`,
  `=${'Not '.repeat(DEEP)}True`,
  `="a"${'&"a"'.repeat(DEEP)}`,
  '=Space(2000000000)',
  '=StrDup(2000000000, "x")',
  '=New String("x"c, 2000000000)',
  '="x".PadLeft(2000000000)',
  '=Replace(Space(100000), " ", Space(100000))',
  '=String.Join(Space(1000000), Split(Space(1000000)))',
  '=Join(Split(Space(10000000), " "), Space(1000))',
  '=System.Text.RegularExpressions.Regex.Replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$", "")',
  '=System.Text.RegularExpressions.Regex.IsMatch(Space(100000), "( *)*( *)*x")',
  '=Format(1E308, "N999999999")',
  '=FormatNumber(1, 99999999)',
  '=Format(Now, Space(1000000))',
  '=(0.1D).ToString("F100000")',
  '=10 ^ 10 ^ 10 ^ 10',
  '=DateAdd("yyyy", 99999999, Now)',
  '=DateSerial(99999, 99999, 99999)',
  '=CDate("9999-12-31").AddDays(1)',
  '=CInt("99999999999")',
  '=1 \\ 0',
  '=1 / 0',
  '=CStr(Nothing).Length',
  '=Fields!NoSuch.Value',
  '=Fields(Fields(Fields("a").Value).Value).Value',
  '=Parameters!NoSuch.Value(999999999)',
  '=ReportItems!NoSuch.Value',
  '=Variables!NoSuch.Value',
  '=Sum(Sum(Sum(Sum(Fields!A.Value))))',
  '=RunningValue(RunningValue(1, Sum, Nothing), Sum, Nothing)',
  '=Previous(Previous(Previous(Sum(1))))',
  '=Lookup(1, 1, Lookup(1, 1, 1, "x"), "x")',
  '=Sum(Fields!A.Value, "NoSuchScope")',
  '=Code.Loop()',
  '=Code.Recurse(1)',
  '=Code.Grow()',
  '=Code.Array()',
  '=System.IO.File.ReadAllText("/etc/passwd")',
  '=System.Environment.Exit(1)',
  '=GetType(String).Assembly.GetType("System.IO.File")',
  '=CreateObject("WScript.Shell").Run("calc")',
  '=Globals!constructor',
  '=Fields!__proto__.Value',
  '=Parameters!constructor.Value',
  '=Code.constructor',
  '="a".constructor',
  '=Nothing.ToString()',
  '=CreateDrillthroughContext()',
  '=DateValue(Space(100000))',
  `=Switch(${'False,1,'.repeat(2_000)}True,1)`,
  `="${'""'.repeat(50_000)}"`,
];

export const CODE = `
Dim held As New System.Collections.Generic.List(Of Object)
Public Function Loop() As Integer
  Dim i As Integer = 0
  Do While True
    i = 1 - i
  Loop
  Return i
End Function
Public Function Recurse(n As Integer) As Integer
  Return Recurse(n + 1) + 1
End Function
Public Function Grow() As String
  Dim text As String = "x"
  For i As Integer = 1 To 1000000
    text = text & text
    held.Add(text)
  Next
  Return text
End Function
Public Function Array() As Integer
  Dim many(2000000000) As Integer
  Dim square(100000, 100000) As Double
  ReDim many(2147483646)
  Return many.Length
End Function
`;

export const BROKEN_CODE: readonly string[] = [
  CODE,
  'Public Function',
  `Public Function Loop() As Integer\n${'If True Then\n'.repeat(DEEP)}`,
  `Public Function Loop()\nReturn ${'('.repeat(DEEP)}\nEnd Function`,
  `${'Class A\n'.repeat(DEEP)}`,
  `Public Function Loop()\n${'Dim x = 1\n'.repeat(10_000)}End Function`,
  'Public Function Loop()\nTry\nThrow New Exception(Space(100000000))\nFinally\nReturn Loop()\nEnd Try\nEnd Function',
  'Public Loop As Integer = Loop2()\nPublic Loop2 As Integer = Loop()',
  "' \u0000 \u{1F4A9}",
];

/** Values of rows; typed as JSON has them. */
export const CELLS: readonly unknown[] = [
  null,
  '',
  0,
  -0,
  -1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  true,
  'NaN',
  'Infinity',
  '=1+1',
  '0001-01-01T00:00:00',
  '9999-12-31T23:59:59.9999999',
  '2026-02-30',
  '2026-03-29T02:30:00+25:00',
  '\u{1F4A9}',
  '<b>&amp;</b>]]>',
  'x'.repeat(100_000),
  [],
  {},
  [[[[1]]]],
  { type: 'Bytes', value: '!!' },
  'iVBORw0KGgo=',
  'POINT(1 2)',
  'POINT(1e400 NaN)',
  'POLYGON((0 0, 0 0, 0 0, 0 0))',
  'POLYGON((-1e300 -1e300, 1e300 -1e300, 1e300 1e300, -1e300 -1e300))',
  'MULTIPOLYGON(((180 90, -180 90, -180 -90, 180 90)))',
  `${'GEOMETRYCOLLECTION('.repeat(DEEP)}`,
  `LINESTRING(${'0 0,'.repeat(20_000)}1 1)`,
  Buffer.from('0106000000ffffffff', 'hex').toString('base64'),
  Buffer.from('01030000000100000000ffffff', 'hex').toString('base64'),
  Buffer.from('e6100000010cffffffffffffef7fffffffffffffef7f', 'hex').toString('base64'),
];
