import type { Inbox } from './inbox.ts';
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

/** @param of Whose subscriptions the page is to show. */
export function describeNotification(
  { kind, subject }: Pick<Notification, 'kind' | 'subject'>,
  of: Inbox,
): NotificationWords {
  return {
    title: TITLES[kind],
    action: of === 'me' ? actionOf(kind, subject) : installationsAction(subject),
  };
}

/** Nobody signs in for the installation: what is about all of its tiles is put right in its registration. */
function installationsAction(subject: string): NotificationWords['action'] {
  return subject === ''
    ? { label: 'Go to Integration', path: '/manage/integration' }
    : { label: 'Go to its subscriptions', path: `/subscriptions?as=service&id=${subject}` };
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
