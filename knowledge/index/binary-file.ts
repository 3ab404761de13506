/**
 * Typed arrays in one file: a line of JSON that names them, then their bytes.
 * Reading it is one read and as many views, without a copy.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const CONSTRUCTORS = { Float32Array, Int8Array, Uint8Array, Uint16Array, Uint32Array };
type ArrayName = keyof typeof CONSTRUCTORS;
export type NumberArray = Float32Array | Int8Array | Uint8Array | Uint16Array | Uint32Array;

interface Section {
  name: string;
  type: ArrayName;
  start: number;
  length: number;
}
interface Header {
  sections: Section[];
  bytes: number;
  checksum: number;
}

const ALIGNMENT = 8;
const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** The file is not what was written: cut short, changed, or not ours. */
export class BinaryFileError extends Error {
  constructor(file: string, options?: ErrorOptions) {
    super(`Le fichier ${file} est absent ou abîmé.`, options);
    this.name = 'BinaryFileError';
  }
}

export function writeArrays(file: string, arrays: Record<string, NumberArray>): void {
  const sections: Section[] = [];
  let bytes = 0;
  for (const [name, array] of Object.entries(arrays)) {
    sections.push({ name, type: array.constructor.name as ArrayName, start: bytes, length: array.length });
    bytes = aligned(bytes + array.byteLength);
  }
  const body = Buffer.alloc(bytes);
  for (const [index, array] of Object.values(arrays).entries()) {
    body.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), sections[index]?.start);
  }
  const header: Header = { sections, bytes, checksum: crc32(body) };
  const line = JSON.stringify(header);
  // The body begins on a multiple of eight, so that every view is aligned.
  const padded = `${line.padEnd(aligned(Buffer.byteLength(line) + 1) - 1)}\n`;
  writeFileSync(file, Buffer.concat([Buffer.from(padded), body]));
}

/** Throws {@link BinaryFileError}. */
export function readArrays(file: string): Record<string, NumberArray> {
  try {
    const content = readFileSync(file);
    const end = content.indexOf('\n') + 1;
    const header = JSON.parse(content.subarray(0, end).toString()) as Header;
    const body = content.subarray(end);
    if (body.length !== header.bytes || crc32(body) !== header.checksum) throw new Error('checksum');
    const arrays: Record<string, NumberArray> = {};
    for (const { name, type, start, length } of header.sections) {
      arrays[name] = new CONSTRUCTORS[type](content.buffer, body.byteOffset + start, length);
    }
    return arrays;
  } catch (error) {
    throw new BinaryFileError(file, { cause: error });
  }
}
