import type { Notification, NotificationKind } from './notifications.ts';

/** What a notification says and where its person puts it right: one action each. `path` is a page of the portal. */
export type NotificationWords = {
  readonly title: string;
  readonly action: { readonly label: string; readonly path: string };
};

const TITLES = {
  'sign-in': "We couldn't refresh some tiles in Power BI", // U7
  'sign-in-ends': 'Your sign-in to Power BI ends soon',
  'not-registered': 'Your tiles are not refreshed',
  failed: 'A tile could not be refreshed',
  paused: 'A subscription was paused',
  retired: 'A tile was deleted in Power BI',
} as const satisfies Record<NotificationKind, string>;

export function describeNotification({
  kind,
  subject,
}: Pick<Notification, 'kind' | 'subject'>): NotificationWords {
  return { title: TITLES[kind], action: actionOf(kind, subject) };
}

function actionOf(kind: NotificationKind, subject: string): NotificationWords['action'] {
  switch (kind) {
    case 'sign-in':
    case 'sign-in-ends':
      return { label: 'Go to My Settings', path: '/settings' };
    case 'not-registered':
      return { label: 'Go to My Subscriptions', path: '/subscriptions' };
    case 'failed':
    case 'paused':
    case 'retired':
      return { label: 'Go to My Subscriptions', path: `/subscriptions?id=${subject}` };
  }
}
