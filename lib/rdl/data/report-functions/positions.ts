import type { CallNode } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import type { Evaluated } from '../../values/value.ts';
import { argumentNodes } from '../analysis/walk.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';
import { findAround } from '../scopes/navigation.ts';
import { success } from './outcome.ts';

/** InScope: whether a region, group or the region's dataset of that name is around; unknown names are not. */
export function inScope(call: CallNode, place: PlaceEnvironment, evaluate: InnerEvaluate): Evaluated {
  const name = scopeName(call, place, evaluate);
  const { instance } = place;
  const isAround =
    name !== undefined &&
    instance.shape.kind !== 'body' &&
    (findAround(instance, name) !== undefined || instance.dataSet?.name === name);
  return success({ type: 'Boolean', value: isAround });
}

/** Level: the depth of a recursive group, 0 in every other scope and for unknown names. */
export function level(call: CallNode, place: PlaceEnvironment, evaluate: InnerEvaluate): Evaluated {
  const { instance } = place;
  const name = scopeName(call, place, evaluate);
  const scope = call.arguments.length === 0 ? (instance.row ?? instance) : findAround(instance, name ?? '');
  return success({ type: 'Int32', value: scope?.level ?? 0 });
}

function scopeName(call: CallNode, place: PlaceEnvironment, evaluate: InnerEvaluate): string | undefined {
  const [argument] = argumentNodes(call);
  const evaluated = argument === undefined ? undefined : evaluate(argument, place);
  return evaluated?.ok && evaluated.value.type === 'String' ? evaluated.value.value : undefined;
}
