import type { ReactNode } from 'react';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import type { Delivery } from './webhooks-data.ts';

const tones = {
  pending: classes.neutral,
  succeeded: classes.positive,
  failed: classes.negative,
  skipped: classes.warning,
  cancelled: classes.neutral,
} as const;

export function StatusWord({ status }: { status: Delivery['status'] }): ReactNode {
  return <span className={`${classes.health} ${tones[status]}`}>{texts.statuses[status]}</span>;
}

export function EventName({ delivery }: { delivery: Delivery }): ReactNode {
  return (
    <span>
      {delivery.event}
      {delivery.is_test && <span className={classes.dimmed}> · {texts.testMark}</span>}
    </span>
  );
}

/** The receiver's status, or the class of failure. */
export const answerOfDelivery = ({ response_status: status, last_error: error }: Delivery): string =>
  status === null ? (error ?? '') : String(status);
