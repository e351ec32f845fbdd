/** A JSON Schema as far as the resource types use it; see contracts/README of Azure/bicep-types-az for their origin. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly allOf?: readonly Schema[];
  /** Name of the property that picks one of `oneOf`, which comes on top of `base`. */
  readonly discriminator?: string;
  readonly base?: Schema;
  readonly oneOf?: Readonly<Record<string, Schema>> | readonly Schema[];
};

type ResourceType = { readonly body: Schema; readonly $defs: Readonly<Record<string, Schema>> };

/** `Type@version` to what may be written in a body of it. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

export function resolve(schema: Schema, type: ResourceType): Schema {
  let at = schema;
  while (at.$ref) {
    const target = type.$defs[at.$ref.slice('#/$defs/'.length)];
    if (!target) throw new Error(`${at.$ref} is not in the schema.`);
    at = target;
  }
  return at;
}
