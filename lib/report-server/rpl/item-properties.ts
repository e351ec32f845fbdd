import { type ByteCursor, invalidRpl } from './byte-cursor.ts';
import { BYTE_STYLES, ELEMENT, IMAGE, PROPERTIES, PROPERTY, RECORD, STYLE } from './rpl-format.ts';

export type RplPicture =
  /** Put aside by the server: to be asked for by name. */
  | { readonly kind: 'stream'; readonly streamName: string }
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly mimeType: string | undefined };

/** What an element says of itself, as far as we look for it. */
export type ElementProperties = { name?: string; streamName?: string; bytes?: Buffer; mimeType?: string };

const MOST_ENTRIES = 100_000;

/**
 * Reads the properties of a chart, gauge panel, map or image from behind its type. Of other kinds only what all
 * elements share is read, which ends before what we do not know.
 */
export function readProperties(cursor: ByteCursor, type: number): ElementProperties {
  const found: ElementProperties = {};
  if (cursor.byte() !== RECORD.properties) invalidRpl('an element has no properties');
  let kind = cursor.byte();
  if (kind === PROPERTIES.sharedElsewhere) {
    const target = cursor.offset();
    const back = cursor.at;
    // The offset is that of the properties record of the element that holds them, or of what is behind its head.
    cursor.seek(target);
    if (cursor.byte() === RECORD.properties) cursor.skip(1);
    else cursor.seek(target);
    readShared(cursor, type, found);
    cursor.seek(back);
    kind = cursor.byte();
  } else if (kind === PROPERTIES.shared) {
    readShared(cursor, type, found);
    kind = cursor.byte();
  }
  if (kind === PROPERTIES.own) readOwn(cursor, type, found);
  else if (kind !== RECORD.end) invalidRpl(`properties begin with ${kind}`);
  return found;
}

function readShared(cursor: ByteCursor, type: number, found: ElementProperties): void {
  for (let token = cursor.byte(); token !== RECORD.end && token !== RECORD.elementEnd; token = cursor.byte())
    readSharedProperty(cursor, token, { type, found });
}

function readSharedProperty(
  cursor: ByteCursor,
  token: number,
  { type, found }: { readonly type: number; readonly found: ElementProperties },
): void {
  switch (token) {
    case PROPERTY.name:
      found.name = cursor.string();
      return;
    case PROPERTY.uniqueName:
    case PROPERTY.id:
    case PROPERTY.label:
    case PROPERTY.bookmark:
    case PROPERTY.toolTip:
    case PROPERTY.toggleItem:
      cursor.string();
      return;
    case PROPERTY.style:
      skipStyle(cursor);
      return;
    case PROPERTY.sizing:
      if (type !== ELEMENT.image) invalidRpl(`it has a shared property ${token}`);
      cursor.skip(1);
      return;
    default:
      invalidRpl(`it has a shared property ${token}`);
  }
}

function readOwn(cursor: ByteCursor, type: number, found: ElementProperties): void {
  for (
    let token = cursor.byte();
    token !== RECORD.end && token !== RECORD.elementEnd;
    token = cursor.byte()
  ) {
    if (type === ELEMENT.image && token === PROPERTY.image) readImage(cursor, found);
    else readOwnProperty(cursor, token, found);
  }
}

function readOwnProperty(cursor: ByteCursor, token: number, found: ElementProperties): void {
  switch (token) {
    case PROPERTY.uniqueName:
    case PROPERTY.label:
    case PROPERTY.bookmark:
    case PROPERTY.toolTip:
      cursor.string();
      return;
    case PROPERTY.style:
      skipStyle(cursor);
      return;
    case PROPERTY.actionInfo:
      skipActions(cursor);
      return;
    case PROPERTY.actionImageMapAreas:
      skipImageMaps(cursor);
      return;
    case PROPERTY.dynamicImageData:
      found.bytes = cursor.bytes(cursor.int32());
      return;
    case PROPERTY.streamName:
      found.streamName = cursor.string();
      return;
    case PROPERTY.consolidationOffsets2010:
    case PROPERTY.consolidationOffsets:
      cursor.skip(16);
      return;
    default:
      invalidRpl(`it has a property ${token}`);
  }
}

/** An image in place, or at another place of the stream where it came before. */
function readImage(cursor: ByteCursor, found: ElementProperties): void {
  const kind = cursor.byte();
  if (kind !== PROPERTIES.sharedElsewhere) {
    readImageProperties(cursor, found);
    return;
  }
  const target = cursor.offset();
  const back = cursor.at;
  cursor.seek(target + 2);
  readImageProperties(cursor, found);
  cursor.seek(back);
}

function readImageProperties(cursor: ByteCursor, found: ElementProperties): void {
  for (let token = cursor.byte(); token !== RECORD.end; token = cursor.byte())
    switch (token) {
      case IMAGE.mimeType:
        found.mimeType = cursor.string();
        break;
      case IMAGE.name:
        found.streamName = cursor.string();
        break;
      case IMAGE.data:
        found.bytes = cursor.bytes(cursor.int32());
        break;
      case IMAGE.width:
      case IMAGE.height:
      case IMAGE.horizontalResolution:
      case IMAGE.verticalResolution:
        cursor.skip(4);
        break;
      case IMAGE.rawFormat:
        cursor.skip(1);
        break;
      case IMAGE.consolidationOffsets:
        cursor.skip(16);
        break;
      default:
        invalidRpl(`an image has a property ${token}`);
    }
}

function skipStyle(cursor: ByteCursor): void {
  const kind = cursor.byte();
  if (kind !== PROPERTIES.shared && kind !== PROPERTIES.own) invalidRpl(`a style begins with ${kind}`);
  for (
    let token = cursor.byte();
    token !== RECORD.end && token !== RECORD.elementEnd;
    token = cursor.byte()
  ) {
    if (token > STYLE.last) invalidRpl(`a style has a property ${token}`);
    if (token === STYLE.numeralVariant) cursor.skip(4);
    else if (token === STYLE.backgroundImage) {
      cursor.skip(1);
      readImage(cursor, {});
    } else if (BYTE_STYLES.has(token)) cursor.skip(1);
    else cursor.string();
  }
}

function counted(cursor: ByteCursor): number {
  const count = cursor.int32();
  if (count < 0 || count > MOST_ENTRIES) invalidRpl(`a list has ${count} entries`);
  return count;
}

function skipActions(cursor: ByteCursor): void {
  for (let token = cursor.byte(); token !== RECORD.end; token = cursor.byte()) {
    if (token !== 2) invalidRpl(`an action has a property ${token}`);
    for (let left = counted(cursor); left > 0; left -= 1) skipAction(cursor);
  }
}

function skipAction(cursor: ByteCursor): void {
  cursor.skip(1);
  for (let token = cursor.byte(); token !== RECORD.end; token = cursor.byte()) {
    if (token < 4 || token > 9) invalidRpl(`an action has a property ${token}`);
    cursor.string();
  }
}

function skipImageMaps(cursor: ByteCursor): void {
  for (let left = counted(cursor); left > 0; left -= 1) {
    cursor.skip(1);
    for (let token = cursor.byte(); token !== RECORD.end; token = cursor.byte()) {
      if (token === 2) for (let more = counted(cursor); more > 0; more -= 1) skipAction(cursor);
      else if (token === 10) for (let more = counted(cursor); more > 0; more -= 1) skipArea(cursor);
      else invalidRpl(`an area has a property ${token}`);
    }
  }
}

function skipArea(cursor: ByteCursor): void {
  cursor.skip(1);
  cursor.skip(counted(cursor) * 4);
  if (cursor.byte() === PROPERTY.toolTip) cursor.string();
}
