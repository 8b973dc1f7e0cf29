import { isDeepStrictEqual } from 'node:util';
import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import { planOf } from './shape-plan';
import { StreamingXmlDeserializer } from './streaming-deserializer';
import { QUERY_OPERATIONS, type QueryOperation } from './testing/query-operations';
import { Random } from './testing/random';
import { PageWriter, damaged } from './testing/random-page';

/** As the SDK's query protocols have them. */
const SETTINGS = {
  timestampFormat: { useTrait: true, default: 5 as const },
  httpBindings: false,
  xmlNamespace: '',
  serviceNamespace: '',
};
const sdk = new XmlShapeDeserializer(SETTINGS);
const streaming = new StreamingXmlDeserializer(SETTINGS);

type Reading = { answer: unknown } | { error: unknown };

function reading(
  deserializer: XmlShapeDeserializer,
  { output, wrapper }: QueryOperation,
  page: string | Buffer,
): Reading {
  try {
    const bytes = typeof page === 'string' ? Buffer.from(page) : page;
    return { answer: deserializer.read(output, bytes, wrapper) };
  } catch (error) {
    return { error };
  }
}

/** Fails with both readings when they are not the same. */
function expectSame(operation: QueryOperation, page: string | Buffer): void {
  const ours = reading(streaming, operation, page);
  const theirs = reading(sdk, operation, page);
  if (!isDeepStrictEqual(ours, theirs)) {
    expect({ operation: operation.name, page, ...ours }).toStrictEqual({
      ...theirs,
      operation: operation.name,
      page,
    });
  }
}

describe.each(QUERY_OPERATIONS)('the answers of %s', (_, operations) => {
  it('are read by the streaming reader, unless they hold a union', () => {
    const left = operations.filter(({ output }) => planOf(output) === null);
    expect(left.map(({ name }) => name).filter((name) => !/RedshiftIdc/.test(name))).toEqual([]);
  });

  it('are what the SDK makes of them', () => {
    const random = new Random(1);
    const writer = new PageWriter(random);
    for (const operation of operations) {
      for (let count = 0; count < 3; count += 1) {
        const page = writer.page(operation.output, operation.wrapper);
        expect(reading(streaming, operation, page)).toHaveProperty('answer');
        expectSame(operation, page);
      }
    }
  });

  it('are what the SDK makes of them when they are in no UTF-8', () => {
    const random = new Random(3);
    const writer = new PageWriter(random);
    for (const operation of operations) {
      expectSame(
        operation,
        Buffer.from(writer.page(operation.output, operation.wrapper), 'latin1'),
      );
    }
  });

  it('are refused when damaged, or read as by the SDK', () => {
    const random = new Random(2);
    const writer = new PageWriter(random);
    let refused = 0;
    for (const operation of operations) {
      for (let count = 0; count < 6; count += 1) {
        const page = damaged(writer.page(operation.output, operation.wrapper), random);
        if ('error' in reading(streaming, operation, page)) refused += 1;
        else expectSame(operation, page);
      }
    }
    expect(refused).toBeGreaterThan(operations.length);
  });
});
