import { CONSTANTS } from './constants.ts';
import { CONVERSION } from './conversion.ts';
import { CONVERT } from './convert.ts';
import { DATE_AND_TIME } from './date-and-time.ts';
import { FINANCIAL } from './financial.ts';
import { INFORMATION } from './information.ts';
import { INTERACTION } from './interaction.ts';
import { MATH } from './math.ts';
import { STRINGS } from './strings.ts';
import { type MemberMap, memberMap } from './type-members.ts';
import { VB_MATH } from './vb-math.ts';

/** The standard modules of Microsoft.VisualBasic, whose members need no prefix. */
export const VISUAL_BASIC_MODULES = {
  Constants: CONSTANTS,
  Conversion: CONVERSION,
  DateAndTime: DATE_AND_TIME,
  Financial: FINANCIAL,
  Information: INFORMATION,
  Interaction: INTERACTION,
  Strings: STRINGS,
  VBMath: VB_MATH,
} as const;

export const VISUAL_BASIC_MEMBERS: MemberMap = memberMap(Object.values(VISUAL_BASIC_MODULES).flat());

const own = new Set(VISUAL_BASIC_MEMBERS.keys());

/** With the members of the imported types System.Math and System.Convert; the modules go first. */
export const IMPORTED_MEMBERS: MemberMap = memberMap([
  ...Object.values(VISUAL_BASIC_MODULES).flat(),
  ...[...MATH, ...CONVERT].filter((overload) => !own.has(overload.name.toLowerCase())),
]);
