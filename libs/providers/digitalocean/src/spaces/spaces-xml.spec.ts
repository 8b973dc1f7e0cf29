import { MalformedResponseError } from '@skyledger/provider-sdk';
import { readBuckets, readGrants } from './spaces-xml';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

const aList = (content: string): string =>
  `${HEAD}<ListAllMyBucketsResult ${NAMESPACE}><Owner><ID>7</ID><DisplayName>7</DisplayName></Owner>${content}</ListAllMyBucketsResult>`;

describe('readBuckets', () => {
  it('reads names and times', () => {
    const document = aList(`<Buckets>
      <Bucket><Name>static-images</Name><CreationDate>2017-06-23T18:37:48.157Z</CreationDate></Bucket>
      <Bucket><Name>a.b</Name><CreationDate/></Bucket>
    </Buckets>`);
    expect(readBuckets(document)).toEqual({
      buckets: [
        { name: 'static-images', created: '2017-06-23T18:37:48.157Z' },
        { name: 'a.b', created: null },
      ],
      next: null,
    });
  });

  it.each(['<Buckets></Buckets>', '<Buckets/>'])('reads %s as no buckets', (content) => {
    expect(readBuckets(aList(content)).buckets).toEqual([]);
  });

  it('reads what leads on', () => {
    const document = aList('<ContinuationToken>abc</ContinuationToken><Buckets/>');
    expect(readBuckets(document).next).toBe('abc');
  });

  it.each([
    '',
    'no XML',
    '<html><body>busy</body></html>',
    aList('<Buckets/>').slice(0, -5),
    aList('<Buckets><Bucket><CreationDate>x</CreationDate></Bucket></Buckets>'),
  ])('refuses %p', (document) => {
    expect(() => readBuckets(document)).toThrow(MalformedResponseError);
  });

  it('resolves no entities that a document declares', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${aList('<Buckets><Bucket><Name>&a;</Name></Bucket></Buckets>')}`;
    expect(readBuckets(bomb).buckets).toEqual([{ name: '&a;', created: null }]);
  });
});

describe('readGrants', () => {
  it('reads groups and permissions', () => {
    const grant = (grantee: string, permission: string): string =>
      `<Grant><Grantee xmlns:xsi="x" xsi:type="y">${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
    const grants = grant('<URI>all</URI>', 'READ') + grant('<ID>7</ID>', 'FULL_CONTROL');
    const document = `${HEAD}<AccessControlPolicy ${NAMESPACE}><AccessControlList>${grants}</AccessControlList></AccessControlPolicy>`;
    expect(readGrants(document)).toEqual([
      { group: 'all', permission: 'READ' },
      { group: null, permission: 'FULL_CONTROL' },
    ]);
  });

  it('refuses another document', () => {
    expect(() => readGrants(aList(''))).toThrow(MalformedResponseError);
  });
});
