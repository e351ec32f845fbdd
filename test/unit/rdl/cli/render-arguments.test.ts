import { describe, expect, it } from 'vitest';
import { errorJson, parseRenderArguments, UsageError } from '../../../../lib/rdl/cli/render-arguments.ts';
import { RdlError } from '../../../../lib/rdl/errors.ts';

describe('the command line of render', () => {
  it('is read into typed options', () => {
    const options = parseRenderArguments([
      'a.rdl',
      '--item',
      'Chart1',
      '--out',
      'x.png',
      '--data',
      'rows.json',
      '--data-out',
      'd.json',
      '--param',
      'Year=2024',
      '--param',
      'Region=North',
      '--param',
      'Region=a=b',
      '--param',
      'Owner',
      '--image',
      'https://example.com/?q=1=logo.png',
      '--size',
      '300x200',
      '--scale',
      '2',
      '--json',
    ]);
    expect(options).toMatchObject({
      files: ['a.rdl'],
      item: 'Chart1',
      out: 'x.png',
      data: 'rows.json',
      dataOut: 'd.json',
      parameters: { Year: '2024', Region: ['North', 'a=b'], Owner: null },
      size: { width: 300, height: 200 },
      scale: 2,
      json: true,
      list: false,
      culture: 'en-US',
      timeZone: 'UTC',
    });
    expect(options.images.get('https://example.com/?q=1')).toBe('logo.png');
  });

  it.each([
    [[], 'No report'],
    [['a.rdl', 'b.rdl'], 'Only --list'],
    [['a.rdl', '--size', '300'], '--size'],
    [['a.rdl', '--scale', '0'], '--scale'],
    [['a.rdl', '--scale', 'big'], '--scale'],
    [['a.rdl', '--param', '=x'], '--param'],
    [['a.rdl', '--image', 'x'], '--image'],
    [['a.rdl', '--unknown'], 'unknown'],
  ])('refuses %j', (args, part) => {
    expect(() => parseRenderArguments(args)).toThrow(UsageError);
    expect(() => parseRenderArguments(args)).toThrow(part);
  });

  it('writes errors with element and line where they have them, and hides no fault of the program', () => {
    expect(errorJson(new RdlError('NOT_XML', 'm', { element: 'e', line: 3 }))).toEqual({
      code: 'NOT_XML',
      message: 'm',
      element: 'e',
      line: 3,
    });
    expect(errorJson(new RdlError('NOT_RDL', 'm'))).toEqual({ code: 'NOT_RDL', message: 'm' });
    const fault = new TypeError('x is undefined');
    expect(() => errorJson(fault)).toThrow(fault);
  });
});
