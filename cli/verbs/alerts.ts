import type { Command } from 'commander';
import { noticeOf, testNotice } from '../../core/alert/notice.ts';
import { endSubscription, subscribe, subscriptionById } from '../../core/alert/subscriptions.ts';
import { EVENT_KINDS, type SubscriptionRecord } from '../../core/catalog/records.ts';
import { type Archive, choosePaper, withArchive } from '../archive.ts';
import { newId } from '../../adapters/random-id.ts';
import { deliverPending, notifierOf } from '../deliver-pending.ts';
import { EXIT, UsageError, printJson, printTable } from '../terminal.ts';
import { type VerbContext, verb } from './verb.ts';

interface AlertOptions {
  readonly data: string;
  readonly json?: true;
}

interface SubscribeOptions extends AlertOptions {
  readonly to: string;
  readonly kind?: readonly string[];
  readonly fromStart?: true;
}

export function alertsVerb(context: VerbContext): Command {
  const { terminal, end } = context;
  const alerts = verb(
    'alerts',
    'who waits for which events, and what was delivered to whom; lists them when called alone',
  ).action(async (options: AlertOptions) => {
    await withArchive(options.data, 'read', async ({ catalog }) => {
      const all = await Array.fromAsync(catalog.subscriptions());
      if (options.json) printJson(terminal, all);
      else if (all.length === 0)
        terminal.out('nobody waits for anything; `alerts subscribe --to stdout` makes a beginning\n');
      else
        printTable(
          terminal,
          all.map(({ id, state, target, kinds }) => [id, state, target, kinds?.join(', ') ?? 'all events']),
        );
    });
  });

  alerts.addCommand(
    verb('subscribe', 'wait for events')
      .requiredOption('--to <target>', '`stdout`, or a file that gets one JSON line an event')
      .option('--kind <kind...>', `only these: ${EVENT_KINDS.join(', ')}`)
      .option('--from-start', 'tell also what happened before now')
      .action(async (options: SubscribeOptions) => {
        const kinds = options.kind === undefined ? null : options.kind.map(asKind);
        await withArchive(options.data, 'update', async ({ catalog }) => {
          const wish = { kinds, target: options.to, fromStart: options.fromStart === true };
          const made = await subscribe(catalog, wish, terminal.now(), newId().slice(0, 8));
          if (options.json) printJson(terminal, made);
          else
            terminal.out(
              `subscription ${made.id}: ${made.kinds?.join(', ') ?? 'all events'} to ${made.target}\n`,
            );
        });
      }),
  );
  alerts.addCommand(
    verb('end', 'end a subscription; it stays in the list')
      .argument('<id>')
      .action(async (id: string, options: AlertOptions) => {
        await withArchive(options.data, 'update', async ({ catalog }) => {
          const ended = await endSubscription(catalog, id, terminal.now());
          if (ended.kind === 'unknown') throw unknownSubscription(id);
          if (options.json) printJson(terminal, ended.subscription);
          else terminal.out(`subscription ${id} is ended\n`);
        });
      }),
  );
  alerts.addCommand(
    verb('test', 'send a test notice to a subscription’s target')
      .argument('<id>')
      .action(async (id: string, options: AlertOptions) => {
        await withArchive(options.data, 'read', async ({ catalog }) => {
          const { target } = await subscriptionOf(catalog, id);
          const paper = await choosePaper(catalog, undefined);
          await notifierOf(target, process.stdout).send(testNotice(paper, terminal.now()));
          if (options.json) printJson(terminal, { id, target, sent: true });
          else terminal.out(`a test notice was handed to ${target}\n`);
        });
      }),
  );
  alerts.addCommand(
    verb('deliver', 'deliver what is pending; capture and watch do so by themselves').action(
      async (options: AlertOptions) => {
        await withArchive(options.data, 'update', async (archive) => {
          const made = await deliverPending(archive, terminal, options.json === true);
          const [delivered, failed, { withheld }] = [made.delivered.length, made.failed.length, made];
          if (options.json) printJson(terminal, { delivered, failed, withheld });
          else
            terminal.out(
              `${delivered} delivered, ${failed} failed${withheld === 0 ? '' : `, ${withheld} withheld`}\n`,
            );
          if (failed > 0) end(EXIT.incomplete);
        });
      },
    ),
  );
  alerts.addCommand(
    verb('log', 'list the events that the archive saw, newest first, and what was delivered of them').action(
      async (options: AlertOptions) => {
        await withArchive(options.data, 'read', async ({ catalog }) => {
          const papers = await catalog.papers();
          const events = (
            await Promise.all(
              papers.map(async (paper) => Array.fromAsync(catalog.events(paper, { newestFirst: true }))),
            )
          ).flat();
          const subscriptions = await Array.fromAsync(catalog.subscriptions());
          const deliveries = (
            await Promise.all(subscriptions.map(async ({ id }) => Array.fromAsync(catalog.deliveries(id))))
          ).flat();
          if (options.json) printJson(terminal, { events, deliveries });
          else {
            printTable(
              terminal,
              events.map((event) => [event.at, event.kind, noticeOf(event).subject]),
            );
            terminal.out(`${events.length} events, ${deliveries.length} deliveries\n`);
          }
        });
      },
    ),
  );
  return alerts;
}

function asKind(text: string): (typeof EVENT_KINDS)[number] {
  const kind = EVENT_KINDS.find((one) => one === text);
  if (kind === undefined)
    throw new UsageError(`'${text}' is not an event; events are: ${EVENT_KINDS.join(', ')}`);
  return kind;
}

async function subscriptionOf(catalog: Archive['catalog'], id: string): Promise<SubscriptionRecord> {
  const found = await subscriptionById(catalog, id);
  if (!found) throw unknownSubscription(id);
  return found;
}

function unknownSubscription(id: string): UsageError {
  return new UsageError(`there is no subscription '${id}'; 'alerts' lists them`);
}
