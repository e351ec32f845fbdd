// As much of the Functions worker as one request needs: loads an app as the worker does, calls one HTTP function and
// prints its status. Plain JavaScript, so that nothing is measured but Node and the app.
// Source: the seam of @azure/functions to its host, as in sandbox/host/core-api.ts.
import { globSync, readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, functionName, address] = process.argv.slice(2);
const functions = new Map();
let model;

class Disposable {
  static from() {
    return new Disposable();
  }

  dispose() {
    // Nothing is undone in a process that answers once.
  }
}

const core = {
  version: '3.9.1',
  hostVersion: '4.0.0',
  Disposable,
  registerFunction(metadata, callback) {
    functions.set(metadata.name, { metadata, callback });
    return new Disposable();
  },
  registerHook: () => new Disposable(),
  setProgrammingModel(given) {
    model = given;
  },
  getProgrammingModel: () => model,
  log() {
    // The app's own log goes to the console.
  },
};

Module.prototype.require = new Proxy(Module.prototype.require, {
  apply: (target, self, args) =>
    args[0] === '@azure/functions-core' ? core : Reflect.apply(target, self, args),
});

const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
for (const file of globSync(main, { cwd: folder }).sort())
  await import(pathToFileURL(join(folder, file)).href);
await model.getCapabilities?.({});

const { metadata, callback } = functions.get(functionName);
const binding = Object.entries(metadata.bindings).find(([, { type }]) => type === 'httpTrigger');
const http = { url: address, method: 'GET', nullableHeaders: {}, nullableQuery: {}, nullableParams: {} };
const invocation = model.getInvocationModel({
  invocationId: 'first',
  metadata: { ...metadata, functionId: metadata.name },
  request: {
    invocationId: 'first',
    inputData: [{ name: binding[0], data: { http } }],
    triggerMetadata: {},
    traceContext: {},
  },
  state: undefined,
  log: core.log,
});
const { context, inputs } = await invocation.getArguments();
const result = await invocation.invokeFunction(context, inputs, callback);
const answer = await invocation.getResponse(context, result);
process.stdout.write(`answered ${answer.returnValue?.http?.statusCode ?? '204'}\n`);
process.exit(0);
