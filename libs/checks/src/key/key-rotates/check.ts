import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

/** What keys do that are known by their public half, or checked by others, and so stay. */
const OTHER_USES = /SIGN|MAC|KEY_AGREEMENT/;

export const keyRotates = defineCheck({
  id: 'key-rotates',
  title: 'Encryption keys rotate by themselves',
  severity: 'medium',
  appliesTo: 'key',
  risk: 'The longer a key is in use, the more is lost when it becomes known, and the more likely that is.',
  remediation: {
    text: 'Have the material of the key renewed at least every year.',
    aws: 'Switch on automatic key rotation of the key in KMS. Keys that KMS cannot rotate, such as those with imported material, are replaced by hand.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  evaluate: ({ attributes }) => {
    const { providerManaged, isEnabled, rotates, usage } = attributes;
    if (providerManaged === true || isEnabled === false || rotates === true) return pass();
    if (usage !== null && OTHER_USES.test(usage)) return pass();
    if (rotates === null) return unknown('whether the key rotates was not observed');
    return fail('the key does not rotate');
  },
});
