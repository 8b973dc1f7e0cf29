import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { Schema } from '@smithy/types';
import { planOf } from './shape-plan';
import { ShapeReader } from './shape-reader';

/**
 * Reads the answers of an operation in one go, where the SDK's deserializer makes a tree of the whole
 * answer first. It gives the same objects, or throws where the SDK would lose a part. Refusals, and
 * answers with anything out of the ordinary in their schema, are read by the SDK.
 */
export class StreamingXmlDeserializer extends XmlShapeDeserializer {
  private readonly readText = (schema: Schema, text: string): unknown =>
    this.readSchema(schema, text);

  override read(schema: Schema, bytes: Uint8Array | string, key?: string): unknown {
    const plan = planOf(schema);
    if (plan === null) return super.read(schema, bytes, key);
    const xml = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    return new ShapeReader(xml, this.readText).read(plan, key);
  }
}
