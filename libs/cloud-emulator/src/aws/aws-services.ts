import type { EmulatedRequest } from '../server/exchange';
import { acm } from './acm/acm.service';
import { autoscaling } from './autoscaling/autoscaling.service';
import type { AwsService } from './aws-service';
import { cloudfront } from './cloudfront/cloudfront.service';
import { cloudtrail } from './cloudtrail/cloudtrail.service';
import { config } from './config/config.service';
import { dynamodb } from './dynamodb/dynamodb.service';
import { EC2_OPERATIONS } from './ec2/ec2-operations';
import { ecr } from './ecr/ecr.service';
import { ecs } from './ecs/ecs.service';
import { efs } from './efs/efs.service';
import { eks } from './eks/eks.service';
import { elasticache } from './elasticache/elasticache.service';
import { classicElb } from './elb/classic.service';
import { ELB_OPERATIONS } from './elb/elb-operations';
import { guardduty } from './guardduty/guardduty.service';
import { iam } from './iam/iam.service';
import { kms } from './kms/kms.service';
import { lambda } from './lambda/lambda.service';
import { organizations } from './organizations/organizations.service';
import { RDS_OPERATIONS } from './rds/rds-operations';
import { pricing } from './pricing/pricing.service';
import { redshift } from './redshift/redshift.service';
import { route53 } from './route53/route53.service';
import { S3_OPERATIONS } from './s3/s3-operations';
import { secretsmanager } from './secretsmanager/secretsmanager.service';
import type { SignedScope } from './signature';
import { sns } from './sns/sns.service';
import { sqs } from './sqs/sqs.service';
import { STS_OPERATIONS } from './sts/sts-operations';

/** Every emulated service of AWS. */
const SERVICES: readonly AwsService[] = [
  acm,
  autoscaling,
  classicElb,
  cloudfront,
  cloudtrail,
  config,
  dynamodb,
  { name: 'ec2', signingName: 'ec2', protocol: 'ec2', operations: EC2_OPERATIONS },
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  {
    name: 'elasticloadbalancing',
    signingName: 'elasticloadbalancing',
    protocol: 'query',
    operations: ELB_OPERATIONS,
  },
  guardduty,
  iam,
  kms,
  lambda,
  organizations,
  pricing,
  { name: 'rds', signingName: 'rds', protocol: 'query', operations: RDS_OPERATIONS },
  redshift,
  route53,
  secretsmanager,
  { name: 's3', signingName: 's3', protocol: 's3', operations: S3_OPERATIONS },
  sns,
  sqs,
  { name: 'sts', signingName: 'sts', protocol: 'query', operations: STS_OPERATIONS },
];

/** The service a request was signed for; one without operations where it is not emulated. */
export function serviceOf({ service }: SignedScope, request: EmulatedRequest): AwsService {
  const found = SERVICES.find(
    (each) => each.signingName === service && (each.accepts?.(request) ?? true),
  );
  return found ?? { name: service, signingName: service, protocol: 'query', operations: {} };
}
