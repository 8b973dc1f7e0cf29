import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const detectorEnabled = defineCheck({
  id: 'detector-enabled',
  title: 'Detectors and recorders are on',
  severity: 'medium',
  appliesTo: 'detector',
  risk: 'While it is off, threats or changes of configurations that it is there to notice go unnoticed.',
  remediation: {
    text: 'Switch it on in every region, those that nobody uses included.',
    aws: 'Enable the detector in GuardDuty, or start the configuration recorder in AWS Config.',
    azure:
      'Enable Network Watcher in the region; find out why it is not provisioned where it failed.',
  },
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.isEnabled === null) return unknown('whether it is on was not observed');
    return attributes.isEnabled ? pass() : fail('it is off');
  },
});
