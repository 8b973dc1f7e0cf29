import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { defineOwnListing } from '../regional-listing';
import { toFlowLog } from './flow-logs.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** Flow logs of VPCs, subnets and network interfaces. */
export const flowLogs = defineOwnListing({
  id: 'ec2.flow-logs',
  type: 'flow_log',
  service: 'ec2',
  permission: 'ec2:DescribeFlowLogs',
  async list(ec2, token, options) {
    const command = new DescribeFlowLogsCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { FlowLogs, NextToken } = await ec2.send(command, options);
    return { items: FlowLogs, next: NextToken };
  },
  map: toFlowLog,
});
