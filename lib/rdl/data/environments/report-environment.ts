import type { CallNode } from '../../expressions/ast.ts';
import type { Environment, InnerEvaluate, ReportFunction } from '../../expressions/environment.ts';
import type { Session } from '../../expressions/session.ts';
import type { Culture } from '../../formats/culture.ts';
import type { Report } from '../../model/report.ts';
import type { ResolvedParameters } from '../../parameters/resolved-parameter.ts';
import { parameterMember } from '../../parameters/resolved-parameter.ts';
import type { Evaluated, Value } from '../../values/value.ts';

/** What expressions know of a rendering besides data. */
export type RenderingFacts = {
  readonly report: Pick<Report, 'dataSets' | 'dataSources'>;
  readonly session: Session;
  readonly culture: Culture;
  /** Local DateTime ticks of the rendering, for Now, Today and Globals!ExecutionTime. */
  readonly now: bigint;
  readonly utcOffsetMinutes: number;
  readonly parameters: ResolvedParameters;
  readonly globals: Globals;
  readonly user: User;
  readonly textOf: (value: Value) => string;
};

export type Globals = {
  readonly reportName: string;
  readonly reportFolder: string;
  readonly reportServerUrl: string;
};

export type User = { readonly id: string; readonly language: string };

/** Where there are no rows: parameters, query parameters, connection strings, the report's language. */
export class ReportEnvironment implements Environment {
  readonly facts: RenderingFacts;

  constructor(facts: RenderingFacts) {
    this.facts = facts;
  }

  get session(): Session {
    return this.facts.session;
  }

  get culture(): Culture {
    return this.facts.culture;
  }

  get now(): bigint {
    return this.facts.now;
  }

  get utcOffsetMinutes(): number {
    return this.facts.utcOffsetMinutes;
  }

  field(_name: string, _member: string): Value | undefined {
    return undefined;
  }

  parameter(name: string, member: string): Value | undefined {
    const parameter = this.facts.parameters.get(name);
    return parameter === undefined ? undefined : parameterMember(parameter, member, this.facts.textOf);
  }

  global(name: string, member: string | undefined): Value | undefined {
    const { globals } = this.facts;
    switch (name) {
      case 'ExecutionTime':
        return { type: 'DateTime', ticks: this.facts.now };
      case 'ReportName':
        return { type: 'String', value: globals.reportName };
      case 'ReportFolder':
        return { type: 'String', value: globals.reportFolder };
      case 'ReportServerUrl':
        return { type: 'String', value: globals.reportServerUrl };
      case 'RenderFormat':
        return renderFormat(member);
      default:
        return undefined;
    }
  }

  user(name: string): Value | undefined {
    if (name === 'UserID') return { type: 'String', value: this.facts.user.id };
    if (name === 'Language') return { type: 'String', value: this.facts.user.language };
    return undefined;
  }

  variable(_name: string, _member: string): Value | undefined {
    return undefined;
  }

  reportItem(_name: string, _member: string): Value | undefined {
    return undefined;
  }

  /** The command text as the definition has it; of one that is an expression nothing is known here. */
  dataSet(name: string, member: string): Value | undefined {
    const dataSet = this.facts.report.dataSets.find((one) => one.name === name);
    const isText = member === 'CommandText' || member === 'RewrittenCommandText';
    if (dataSet === undefined || !isText || dataSet.commandText?.startsWith('=')) return undefined;
    return { type: 'String', value: dataSet.commandText ?? '' };
  }

  dataSource(name: string, member: string): Value | undefined {
    const source = this.facts.report.dataSources.find((one) => one.name === name);
    if (source === undefined) return undefined;
    if (member === 'DataSourceReference') return { type: 'String', value: source.reference ?? '' };
    return member === 'Type' ? { type: 'String', value: source.provider ?? '' } : undefined;
  }

  reportFunction(name: ReportFunction, _call: CallNode, _evaluate: InnerEvaluate): Evaluated {
    return {
      ok: false,
      kind: 'publish',
      code: 'rsInvalidAggregateScope',
      message: `${name} cannot be used where there are no rows.`,
    };
  }
}

/** An item is drawn as a still picture, as the IMAGE renderer does. */
function renderFormat(member: string | undefined): Value | undefined {
  switch (member?.toLowerCase()) {
    case 'name':
      return { type: 'String', value: 'IMAGE' };
    case 'isinteractive':
      return { type: 'Boolean', value: false };
    default:
      return undefined;
  }
}
