import {
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
} from '@aws-sdk/client-config-service';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { toRecorder } from './recorders.mapper';

const STATUS_PERMISSION = 'config:DescribeConfigurationRecorderStatus';

/** What records configurations: at most one of the account's own in a region, told at once. */
export const recorders = definePass<AwsClient>({
  id: 'config.recorders',
  types: ['detector'],
  scope: 'regional',
  permissions: [
    'config:DescribeConfigurationRecorders',
    STATUS_PERMISSION,
    'ec2:DescribeRegions',
    'sts:GetCallerIdentity',
  ],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    const accountId = await client.accountId(signal);
    const pages = pagesOf<'config', ConfigurationRecorder>(
      {
        service: 'config',
        permission: 'config:DescribeConfigurationRecorders',
        async list(config, _token, options) {
          const command = new DescribeConfigurationRecordersCommand({});
          const { ConfigurationRecorders } = await config.send(command, options);
          return { items: ConfigurationRecorders, next: undefined };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const statuses =
        items.length === 0
          ? []
          : await denials.unlessDenied('the recorders', () => statusesOf(context));
      yield pageOf(
        objectsOf(items),
        next,
        (recorder) =>
          toRecorder(
            recorder,
            statuses?.find(({ name }) => name === recorder.name),
            { region, accountId },
          ),
        denials.warnings(),
      );
    }
  },
});

function statusesOf({
  client,
  region,
  signal,
}: {
  client: AwsClient;
  region: string;
  signal: AbortSignal;
}): Promise<ConfigurationRecorderStatus[]> {
  return client.call(
    { service: 'config', region, permission: STATUS_PERMISSION, signal },
    async (config, options) => {
      const command = new DescribeConfigurationRecorderStatusCommand({});
      const { ConfigurationRecordersStatus } = await config.send(command, options);
      return objectsOf(present(ConfigurationRecordersStatus, 'statuses'));
    },
  );
}
