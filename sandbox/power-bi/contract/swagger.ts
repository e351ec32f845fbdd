import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnySchema, type ValidateFunction, Ajv2019 as Validator } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { at, entriesAt, listAt, textAt } from '../visuals/json.ts';
import { contractsFolder } from './contracts-folder.ts';
import { definitionsOf, schemaOf } from './swagger-schemas.ts';

/** One request and its answer, as text or parsed. */
export type Exchange = {
  readonly method: string;
  /** From the root of the API, with its query: `/v1.0/myorg/groups?$top=1`. */
  readonly path: string;
  /** Parsed JSON; undefined: no body. */
  readonly requestBody?: unknown;
  readonly status: number;
  /** Parsed JSON; undefined: no body. */
  readonly responseBody?: unknown;
};

/** The published REST contract of Power BI, as far as requests and answers can be held against it. */
export interface PowerBiContract {
  /** The `operationId`; undefined: the contract has no such operation. */
  operationOf(method: string, path: string): string | undefined;
  /** Every fault of path, query and body in words. Properties that the contract does not know are faults. */
  requestFaultsOf(request: Pick<Exchange, 'method' | 'path' | 'requestBody'>): string[];
  /** Every fault of an answer in words: its status, and a body that is not of the contract's form. */
  responseFaultsOf(exchange: Omit<Exchange, 'requestBody'>): string[];
  /** Both. */
  faultsOf(exchange: Exchange): string[];
}

type Operation = {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly parameters: readonly unknown[];
  readonly responses: ReadonlyMap<string, unknown>;
};

/** Undefined where the contract is not at hand (`../shared/contracts` beside the checkout): tests are then skipped. */
export function loadPowerBiContract(): PowerBiContract | undefined {
  return loadSwagger('powerbi-rest.swagger.json');
}

/** Any published contract in Swagger 2; paths count from its `basePath`. */
export function loadSwagger(file: string): PowerBiContract | undefined {
  const folder = contractsFolder();
  if (folder === undefined) return undefined;
  const swagger = JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
  const operations = operationsOf(swagger);
  const ajv = new Validator({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    // Words of the report servers' document that stand for nothing.
    formats: { string: true, 'true|false': true },
  });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'swagger', $defs: definitionsOf(swagger) });
  const compiled = new Map<unknown, ValidateFunction>();
  const validatorOf = (schema: unknown): ValidateFunction => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const validate = ajv.compile(schemaOf(schema) as AnySchema);
    compiled.set(schema, validate);
    return validate;
  };
  function withOperation(
    { method, path }: Pick<Exchange, 'method' | 'path'>,
    check: (operation: Operation) => string[],
  ): string[] {
    const operation = find(operations, method, path);
    return operation === undefined ? [`The contract has no ${method} ${pathOf(path)}.`] : check(operation);
  }
  const requestFaultsOf: PowerBiContract['requestFaultsOf'] = (request) =>
    withOperation(request, (operation) => [
      ...queryFaults(operation, request.path),
      ...bodyFaults(operation, request.requestBody, validatorOf),
    ]);
  const responseFaultsOf: PowerBiContract['responseFaultsOf'] = (exchange) =>
    withOperation(exchange, (operation) => answerFaults(operation, exchange, validatorOf));
  return {
    operationOf: (method, path) => find(operations, method, path)?.id,
    requestFaultsOf,
    responseFaultsOf,
    faultsOf: (exchange) => [...requestFaultsOf(exchange), ...responseFaultsOf(exchange)],
  };
}

function operationsOf(swagger: unknown): Operation[] {
  return entriesAt(swagger, 'paths').flatMap(([path, methods]) =>
    entriesAt(methods).map(([method, operation]) => ({
      id: textAt(operation, 'operationId') ?? '',
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replace(/[.()$']/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}$`, 'i'),
      parameters: listAt(operation, 'parameters').map((parameter) => resolved(swagger, parameter)),
      responses: new Map(entriesAt(operation, 'responses')),
    })),
  );
}

function resolved(swagger: unknown, parameter: unknown): unknown {
  const reference = textAt(parameter, '$ref');
  return reference === undefined ? parameter : at(swagger, ...reference.replace('#/', '').split('/'));
}

function pathOf(path: string): string {
  return path.split('?')[0] ?? path;
}

function find(operations: readonly Operation[], method: string, path: string): Operation | undefined {
  const plain = pathOf(path);
  return operations.find((one) => one.method === method.toUpperCase() && one.pattern.test(plain));
}

function queryFaults(operation: Operation, path: string): string[] {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const known = operation.parameters.filter((parameter) => textAt(parameter, 'in') === 'query');
  const unknown = [...query.keys()]
    .filter((name) => name !== 'preferClientRouting')
    .filter((name) => !known.some((parameter) => textAt(parameter, 'name') === name))
    .map((name) => `The query parameter '${name}' is unknown to ${operation.id}.`);
  const wrong = known.flatMap((parameter) => {
    const name = textAt(parameter, 'name') ?? '';
    const value = query.get(name);
    if (value === null) {
      return at(parameter, 'required') === true ? [`The query parameter '${name}' is required.`] : [];
    }
    const allowed = listAt(parameter, 'enum');
    return allowed.length === 0 || allowed.includes(value)
      ? []
      : [`The query parameter '${name}' is to be one of ${allowed.join(', ')}.`];
  });
  return [...unknown, ...wrong];
}

function bodyFaults(
  operation: Operation,
  requestBody: unknown,
  validatorOf: (schema: unknown) => ValidateFunction,
): string[] {
  const parameter = operation.parameters.find((one) => textAt(one, 'in') === 'body');
  if (parameter === undefined) {
    return requestBody === undefined ? [] : [`${operation.id} takes no body.`];
  }
  if (requestBody === undefined) {
    return at(parameter, 'required') === true ? [`${operation.id} needs a body.`] : [];
  }
  return faults('request', validatorOf(at(parameter, 'schema')), requestBody);
}

function answerFaults(
  operation: Operation,
  exchange: Omit<Exchange, 'requestBody'>,
  validatorOf: (schema: unknown) => ValidateFunction,
): string[] {
  const { status, responseBody } = exchange;
  if (status >= 400) return errorFaults(responseBody);
  const response = operation.responses.get(String(status));
  if (response === undefined) return [`${operation.id} does not answer ${status}.`];
  const schema = at(response, 'schema');
  if (schema === undefined) return responseBody === undefined ? [] : [`${operation.id} answers no body.`];
  return faults('response', validatorOf(schema), responseBody);
}

/** The contract defines no errors; the shapes are those that the documentation shows. */
function errorFaults(body: unknown): string[] {
  if (body === undefined) return [];
  const code = textAt(body, 'error', 'code');
  const text = textAt(body, 'error', 'message') ?? textAt(body, 'error', 'pbi.error', 'code');
  return code !== undefined && text !== undefined ? [] : ['The error is of no shape that the service uses.'];
}

function faults(where: string, validate: ValidateFunction, value: unknown): string[] {
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map((error) => {
    const what = JSON.stringify(error.params);
    return `${where}${error.instancePath} ${error.message ?? 'is not valid'} ${what}`;
  });
}
