import { deflateSync } from 'node:zlib';
import { copyOf, type Definition, placesIn, readTree, type Tree, writeTree } from './element-tree.ts';
import { BROKEN_CODE, CODE, EXPRESSIONS, VALUES } from './hostile.ts';
import type { Random } from './random.ts';

type Change = (definition: Definition, random: Random) => void;

function anyElement({ root }: Definition, random: Random): Tree {
  const places = placesIn(root);
  if (places.length === 0) return root;
  const { parent, index } = random.pick(places);
  return parent.children[index] ?? root;
}

function anyLeaf({ root }: Definition, random: Random): Tree | undefined {
  const leaves = placesIn(root).flatMap(({ parent, index }) => {
    const element = parent.children[index];
    return element && element.children.length === 0 ? [element] : [];
  });
  return leaves.length === 0 ? undefined : random.pick(leaves);
}

function setLeaf(choose: (random: Random) => string): Change {
  return (definition, random) => {
    const leaf = anyLeaf(definition, random);
    if (leaf) leaf.text = choose(random);
  };
}

/** Changes of the tree; each leaves well-formed XML. */
const CHANGES: Readonly<Record<string, Change>> = {
  remove: ({ root }, random) => {
    const places = placesIn(root);
    if (places.length === 0) return;
    const { parent, index } = random.pick(places);
    parent.children.splice(index, 1);
  },
  duplicate: ({ root }, random) => {
    const places = placesIn(root);
    if (places.length === 0) return;
    const { parent, index } = random.pick(places);
    const copy = parent.children[index];
    if (copy) parent.children.splice(index, 0, copyOf(copy));
  },
  multiply: (definition, random) => {
    const parent = anyElement(definition, random);
    const [first] = parent.children;
    if (!first) return;
    const size = placesIn(first).length + 1;
    const copies = Math.min(random.pick([10, 100, 2_000]), Math.ceil(50_000 / size));
    for (let copy = 0; copy < copies; copy++) parent.children.push(copyOf(first));
  },
  swap: (definition, random) => {
    const [a, b] = [anyElement(definition, random), anyElement(definition, random)];
    const held = { ...a };
    // Neither may come to hold itself.
    if (placesIn(a).some(({ parent, index }) => parent.children[index] === b)) return;
    if (placesIn(b).some(({ parent, index }) => parent.children[index] === a)) return;
    Object.assign(a, b);
    Object.assign(b, held);
  },
  move: (definition, random) => {
    const moved = copyOf(anyElement(definition, random));
    anyElement(definition, random).children.push(moved);
  },
  nest: (definition, random) => {
    const element = anyElement(definition, random);
    for (let depth = random.pick([5, 50, 150, 400]); depth > 0; depth--) {
      const inner: Tree = { name: element.name, attributes: {}, children: element.children, text: '' };
      element.children = [inner];
    }
  },
  rename: (definition, random) => {
    anyElement(definition, random).name = anyElement(definition, random).name;
  },
  attribute: (definition, random) => {
    anyElement(definition, random).attributes.Name = random.pick([
      '',
      'Chart1',
      '__proto__',
      'constructor',
      'x'.repeat(10_000),
    ]);
  },
  value: setLeaf((random) => random.pick(VALUES)),
  expression: setLeaf((random) => random.pick(EXPRESSIONS)),
  image: setLeaf((random) => damagedImage(random).toString('base64')),
  code: (definition, random) => {
    const { root } = definition;
    root.children = root.children.filter(({ name }) => name !== 'Code');
    const text = random.chance(0.5) ? CODE : random.pick(BROKEN_CODE);
    root.children.push({ name: 'Code', attributes: {}, children: [], text });
    const leaf = anyLeaf(definition, random);
    if (leaf) leaf.text = random.pick(['=Code.Loop()', '=Code.Recurse(1)', '=Code.Grow()', '=Code.Array()']);
  },
};

const PIECES = [
  '<',
  '>',
  '&',
  ']]>',
  '<!--',
  '<![CDATA[',
  '<Chart Name="x">',
  '</Chart>',
  '\0',
  '<?x?>',
  '<!DOCTYPE x>',
  '&x;',
  '\uFEFF',
];

/** A few bytes cut out, put in or turned. */
export function damagedBytes(bytes: Uint8Array, random: Random): Buffer {
  let damaged = Buffer.from(bytes);
  for (let splice = random.below(4); splice >= 0; splice--) {
    const at = random.below(damaged.length + 1);
    const removed = random.chance(0.5) ? 0 : random.below(random.pick([4, 40, 4_000]));
    const inserted = random.chance(0.5)
      ? Buffer.from(random.pick(PIECES))
      : Buffer.from(Array.from({ length: random.below(6) }, () => random.below(256)));
    damaged = Buffer.concat([damaged.subarray(0, at), inserted, damaged.subarray(at + removed)]);
  }
  return damaged;
}

/** A mutated definition, and what was done to it. */
export function mutatedDefinition(
  text: string,
  random: Random,
): { readonly bytes: Buffer; readonly changes: readonly string[] } {
  const definition = readTree(text);
  const changes: string[] = [];
  for (let change = random.below(4); change >= 0; change--) {
    const name = random.pick(Object.keys(CHANGES));
    changes.push(name);
    CHANGES[name]?.(definition, random);
  }
  const written = writeTree(definition);
  if (random.chance(0.2)) {
    changes.push('bytes');
    return { bytes: damagedBytes(Buffer.from(written), random), changes };
  }
  if (random.chance(0.05)) {
    changes.push('utf16');
    return { bytes: Buffer.from(`\uFEFF${written}`, 'utf16le'), changes };
  }
  return { bytes: Buffer.from(written), changes };
}

/** Headers of each format that claim more than follows, a picture whose pixels are broken, and noise. */
function damagedImage(random: Random): Buffer {
  const huge = Buffer.alloc(13);
  huge.writeUInt32BE(random.pick([1, 16, 60_000, 0x7fffffff]), 0);
  huge.writeUInt32BE(random.pick([1, 16, 60_000, 0x7fffffff]), 4);
  huge[8] = random.pick([1, 8, 16, 99]);
  huge[9] = random.pick([0, 2, 6, 77]);
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', huge),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const jpeg = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc00011080fff0fff03012200021101031101ffda000c03010002110311003f00',
    'hex',
  );
  const gif = Buffer.from('47494638396100800080f70000ffffff2c0000000000800080000c', 'hex');
  const bmp = Buffer.from('424d3600000000000000360000002800000000800000008000000100180000000000', 'hex');
  const image = random.pick([png, jpeg, gif, bmp]);
  return random.chance(0.7) ? damagedBytes(image, random) : image;
}
