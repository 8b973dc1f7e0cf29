import { z } from 'zod';

/**
 * Names members of an organisation. `*` stands for any text, letter case does not count. A pattern on
 * `path` fits when it fits the id or the name of anything that the member is in.
 */
export const memberPatternSchema = z.strictObject({
  field: z.enum(['id', 'name', 'path']),
  pattern: z.string().trim().min(1).max(200),
});
export type MemberPattern = z.infer<typeof memberPatternSchema>;

/**
 * Which members of an organisation are discovered: those that a pattern of `include` fits, or all where
 * there is none, without those that a pattern of `exclude` fits.
 */
export interface MemberSelection {
  include: readonly MemberPattern[];
  exclude: readonly MemberPattern[];
}
