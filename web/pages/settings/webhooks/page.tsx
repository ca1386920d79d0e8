import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NewWebhook } from './new-webhook.tsx';
import { OneDelivery } from './one-delivery.tsx';
import { OneWebhook } from './one-webhook.tsx';
import { Webhooks } from './webhooks.tsx';

/** The list, the page that makes a webhook, that of one with its log, and that of a delivery. */
export default function WebhooksPage(): ReactNode {
  return (
    <Switch>
      <Route path="/settings/webhooks/new" component={NewWebhook} />
      <Route path="/settings/webhooks/:id/deliveries/:delivery" component={OneDelivery} />
      <Route path="/settings/webhooks/:id" component={OneWebhook} />
      <Route component={Webhooks} />
    </Switch>
  );
}
