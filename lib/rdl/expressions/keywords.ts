/** Type keywords and the .NET types they stand for. */
export const TYPE_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['boolean', 'Boolean'],
  ['byte', 'Byte'],
  ['char', 'Char'],
  ['date', 'DateTime'],
  ['decimal', 'Decimal'],
  ['double', 'Double'],
  ['integer', 'Int32'],
  ['long', 'Int64'],
  ['object', 'Object'],
  ['sbyte', 'SByte'],
  ['short', 'Int16'],
  ['single', 'Single'],
  ['string', 'String'],
  ['uinteger', 'UInt32'],
  ['ulong', 'UInt64'],
  ['ushort', 'UInt16'],
]);

/** Conversion keywords (`CInt`) and the types they convert to. */
export const CONVERSION_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['cbool', 'Boolean'],
  ['cbyte', 'Byte'],
  ['cchar', 'Char'],
  ['cdate', 'DateTime'],
  ['cdbl', 'Double'],
  ['cdec', 'Decimal'],
  ['cint', 'Int32'],
  ['clng', 'Int64'],
  ['cobj', 'Object'],
  ['csbyte', 'SByte'],
  ['cshort', 'Int16'],
  ['csng', 'Single'],
  ['cstr', 'String'],
  ['cuint', 'UInt32'],
  ['culng', 'UInt64'],
  ['cushort', 'UInt16'],
]);

/** Reserved words (Visual Basic language specification, section 2.3); a name needs brackets to be one of them. */
export const RESERVED: ReadonlySet<string> = new Set(
  `addhandler addressof alias and andalso as boolean byref byte byval call case catch cbool cbyte cchar cdate
  cdbl cdec char cint class clng cobj const continue csbyte cshort csng cstr ctype cuint culng cushort date
  decimal declare default delegate dim directcast do double each else elseif end endif enum erase error event
  exit false finally for friend function get gettype getxmlnamespace global gosub goto handles if implements
  imports in inherits integer interface is isnot let lib like long loop me mod module mustinherit mustoverride
  mybase myclass namespace narrowing new next not nothing notinheritable notoverridable object of on operator
  option optional or orelse overloads overridable overrides paramarray partial private property protected
  public raiseevent readonly redim rem removehandler resume return sbyte select set shadows shared short single
  static step stop string structure sub synclock then throw to true try trycast typeof uinteger ulong ushort
  using variant wend when while widening with withevents writeonly xor`.split(/\s+/),
);
