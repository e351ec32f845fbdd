import { describe, expect, test } from 'vitest';
import { result } from '../expressions/run.ts';

function body(lines: string): string {
  return result('=Code.F()', { code: `Public Function F() As Object\n${lines}\nEnd Function` });
}

describe('faults of custom code', () => {
  test('that nothing catches are those of the expression', () => {
    expect(body('Return CInt("x")')).toBe('!InvalidCastException');
    expect(body('Throw New ArgumentException("no")')).toBe('!ArgumentException');
    expect(body('Err.Raise(6)')).toBe('!OverflowException');
    expect(body('Err.Raise(1234)')).toBe('!Exception');
  });

  test('an exception keeps the one that it was made around', () => {
    const thrown =
      'Try\nReturn CInt("x")\nCatch ex As Exception\nThrow New ApplicationException("outer", ex)\nEnd Try';
    const shown = 'ex.Message & " " & TypeName(ex.InnerException) & " " & TypeName(ex.GetBaseException())';
    expect(body(`Try\n${thrown}\nCatch ex As ApplicationException\nReturn ${shown}\nEnd Try`)).toBe(
      'String outer InvalidCastException InvalidCastException',
    );
  });

  test('Try, Catch by type and by condition, Finally', () => {
    expect(body('Try\nReturn CInt("x")\nCatch ex As InvalidCastException\nReturn "cast"\nEnd Try')).toBe(
      'String cast',
    );
    expect(body('Try\nReturn CInt("x")\nCatch ex As OverflowException\nReturn "over"\nEnd Try')).toBe(
      '!InvalidCastException',
    );
    expect(
      body(
        'Dim n As Integer = 1\nTry\nThrow New Exception("a")\nCatch ex As Exception When n = 2\nReturn "2"\nCatch ex As Exception When n = 1\nReturn ex.Message\nEnd Try',
      ),
    ).toBe('String a');
    expect(body('Dim s As String = ""\nTry\ns &= "t"\nFinally\ns &= "f"\nEnd Try\nReturn s')).toBe(
      'String tf',
    );
    expect(
      body(
        'Try\nTry\nThrow New Exception("in")\nFinally\nEnd Try\nCatch ex As Exception\nReturn ex.Message\nEnd Try',
      ),
    ).toBe('String in');
    expect(
      body(
        'Try\nThrow New Exception("a")\nCatch\nTry\nThrow\nCatch ex As Exception\nReturn ex.Message\nEnd Try\nEnd Try',
      ),
    ).toMatch(/String a|!compile/);
  });

  test('On Error Resume Next goes on, On Error GoTo jumps, Err tells what happened', () => {
    expect(body('On Error Resume Next\nDim n As Integer = 5\nn = CInt("x")\nReturn n')).toBe('Int32 5');
    expect(body('On Error GoTo Failed\nReturn CInt("x")\nFailed:\nReturn Err.Number')).toBe('Int32 13');
    expect(body('On Error Resume Next\nDim n As Integer\nn = 1 \\ n\nReturn Err.Number')).toBe('Int32 11');
  });
});

describe('collections of custom code', () => {
  test.each([
    [
      'Dim h As New System.Collections.Hashtable()\nh("a") = 1\nh.Add("b", 2)\nReturn h("a") + h("b") & h.ContainsKey("c")',
      'String 3False',
    ],
    ['Dim h As New System.Collections.Hashtable()\nReturn h("nope") Is Nothing', 'Boolean true'],
    [
      'Dim h As New System.Collections.Hashtable()\nh.Add("a", 1)\nh.Add("a", 2)\nReturn 1',
      '!ArgumentException',
    ],
    [
      'Dim a As New System.Collections.ArrayList()\na.Add(3)\na.Add(1)\na.Sort()\nReturn a(0) & a.Count',
      'String 12',
    ],
    [
      'Dim l As New System.Collections.Generic.List(Of Integer)\nl.Add(4)\nl.Add(5)\nReturn l(1) + l.Count',
      'Int32 7',
    ],
    [
      'Dim d As New System.Collections.Generic.Dictionary(Of String, Integer)\nd("a") = 5\nReturn d("a")',
      'Int32 5',
    ],
    [
      'Dim d As New System.Collections.Generic.Dictionary(Of String, Integer)\nReturn d("a")',
      '!KeyNotFoundException',
    ],
    ['Dim q As New System.Collections.Queue()\nq.Enqueue(1)\nq.Enqueue(2)\nReturn q.Dequeue()', 'Int32 1'],
    ['Dim s As New System.Collections.Stack()\ns.Push(1)\ns.Push(2)\nReturn s.Pop()', 'Int32 2'],
  ])('%s', (lines, wanted) => {
    expect(body(lines)).toBe(wanted);
  });
});

describe('XML in custom code', () => {
  const code = `Public Function F(s As String, p As String) As String
    Dim d As New System.Xml.XmlDocument()
    d.LoadXml(s)
    Dim n As System.Xml.XmlNode = d.SelectSingleNode(p)
    If n Is Nothing Then Return "none"
    Return n.Name & "|" & n.InnerText & "|" & n.OuterXml
  End Function`;
  const document = "<a><b k='1'>x</b><b k='2'>y<c/></b></a>";

  test.each([
    ["/a/b[@k='2']", 'String b|y|<b k="2">y<c /></b>'],
    ['//b[2]', 'String b|y|<b k="2">y<c /></b>'],
    ['//b/@k', 'String k|1|k="1"'],
    ['a/b[last()]/c/..', 'String b|y|<b k="2">y<c /></b>'],
    ['a/b[position() > 1 and c]', 'String b|y|<b k="2">y<c /></b>'],
    ["a/b[contains(., 'x')]/text()", 'String #text|x|x'],
    ["//*[name() = 'b'][2]", 'String b|y|<b k="2">y<c /></b>'],
    ['a/nope', 'String none'],
    ['a/p:b', '!XPathException'],
    ['a/[', '!XPathException'],
  ])('%s', (path, wanted) => {
    expect(result(`=Code.F("${document}", "${path}")`, { code })).toBe(wanted);
  });

  test('a document that is none, or that declares entities, is refused', () => {
    expect(result('=Code.F("<a>", "a")', { code })).toBe('!XmlException');
    expect(result('=Code.F("", "a")', { code })).toBe('!XmlException');
    expect(result('=Code.F("<!DOCTYPE a [<!ENTITY x \'y\'>]><a>&x;</a>", "a")', { code })).toBe(
      '!XmlException',
    );
    expect(
      result('=Code.F(Replace(Space(500), " ", "<a>") & Replace(Space(500), " ", "</a>"), "a")', { code }),
    ).toBe('!XmlException');
  });
});
