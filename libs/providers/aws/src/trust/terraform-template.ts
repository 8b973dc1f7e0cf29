import {
  POLICY_NAME,
  ROLE_DESCRIPTION,
  ROLE_NAME,
  SESSION_SECONDS,
  type TemplateParts,
} from './template-parts';

/**
 * The role as a file of Terraform. It holds no ARN of its own, so that it is good in every partition.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function terraformTemplate({ externalId, trustedArn, policy }: TemplateParts): string {
  const actions = policy.Statement[0].Action.map((action) => `        ${text(action)},`);
  return `# ${ROLE_DESCRIPTION}.

variable "role_name" {
  description = "Name of the role"
  type        = string
  default     = ${text(ROLE_NAME)}
}

variable "trusted_principal_arn" {
  description = "The identity of Skyledger that may assume the role"
  type        = string
${trustedArn === null ? '' : `  default     = ${text(trustedArn)}\n`}}

resource "aws_iam_role" "skyledger" {
  name                 = var.role_name
  description          = ${text(ROLE_DESCRIPTION)}
  max_session_duration = ${SESSION_SECONDS}
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.trusted_principal_arn }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = ${text(externalId)} } }
    }]
  })
}

resource "aws_iam_role_policy" "skyledger" {
  name = ${text(POLICY_NAME)}
  role = aws_iam_role.skyledger.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = ${text(policy.Statement[0].Sid)}
      Effect   = "Allow"
      Resource = "*"
      Action = [
${actions.join('\n')}
      ]
    }]
  })
}

output "role_arn" {
  value = aws_iam_role.skyledger.arn
}

output "external_id" {
  value = ${text(externalId)}
}
`;
}

/** A string of HCL: as in JSON, but \`\${\` and \`%{\` would begin a template. */
function text(value: string): string {
  return JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');
}
