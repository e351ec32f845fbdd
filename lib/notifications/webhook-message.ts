import type { WebhookFormat } from './webhook.ts';

/** What a webhook is told; texts as a person reads them, never a token. */
export type WebhookNews = {
  readonly title: string;
  readonly text: string;
  /** Whose tiles it is about. */
  readonly person: string;
  readonly code: string;
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly link: { readonly label: string; readonly url: string };
};

/** The body of one delivery. */
export function webhookMessage(format: WebhookFormat, news: WebhookNews): unknown {
  return format === 'teams' ? teamsMessage(news) : { source: 'Report Tiles', ...news };
}

/** As the trigger "When a Teams webhook request is received" takes it: one adaptive card. */
function teamsMessage({ title, text, person, at, link }: WebhookNews) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: plain(title), weight: 'Bolder', size: 'Medium', wrap: true },
            { type: 'TextBlock', text: plain(text), wrap: true },
            {
              type: 'FactSet',
              facts: [
                { title: 'Person', value: plain(person) },
                { title: 'When', value: at },
              ],
            },
          ],
          actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }],
        },
      },
    ],
  };
}

/** Cards take a part of Markdown: names of reports must not become links. */
function plain(text: string): string {
  return text.replace(/([\\`*_[\]()#<>])/g, '\\$1');
}
