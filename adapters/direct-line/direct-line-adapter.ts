/** Direct Line as an adapter of Bot Framework: whatever bot logic runs on it answers the sockets and polls of Direct Line clients. */
import { randomUUID } from 'node:crypto';
import { type Activity, ActivityTypes, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';
import type { ClaimsIdentity } from 'botframework-connector';
import type { ActivityLog } from './activity-log.ts';

export type BotLogic = (context: TurnContext) => Promise<void>;
/** Shows something to those who are connected now, without keeping it: that somebody is typing. */
export type ShowLive = (conversation: string, activity: Partial<Activity>) => void;

export class DirectLineAdapter extends BotAdapter {
  readonly #log: ActivityLog;
  readonly #showLive: ShowLive;

  constructor(log: ActivityLog, showLive: ShowLive) {
    super();
    this.#log = log;
    this.#showLive = showLive;
  }

  /** Runs the logic for an activity that the log has accepted. */
  async processActivity(activity: Partial<Activity>, logic: BotLogic): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      const conversation = activity.conversation?.id ?? context.activity.conversation.id;
      if (activity.type === ActivityTypes.Typing) {
        const id = activity.id ?? randomUUID();
        this.#showLive(conversation, { ...activity, id });
        responses.push({ id });
      } else if (activity.type !== ActivityTypes.InvokeResponse && activity.type !== 'delay') {
        responses.push({ id: await this.#log.append(conversation, withKnownReplyTo(activity, context)) });
      }
    }
    return responses;
  }

  override async continueConversation(reference: Partial<ConversationReference>, logic: BotLogic): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'continueConversation', id: randomUUID() };
    await this.runMiddleware(new TurnContext(this, TurnContext.applyConversationReference(event, reference, true)), logic);
  }

  /** Here the caller is this server itself: whose application it is does not matter. */
  override async continueConversationAsync(
    _identity: string | ClaimsIdentity,
    reference: Partial<ConversationReference>,
    logicOrAudience: string | BotLogic,
    maybeLogic?: BotLogic,
  ): Promise<void> {
    const logic = typeof logicOrAudience === 'function' ? logicOrAudience : maybeLogic;
    if (logic) await this.continueConversation(reference, logic);
  }

  override async updateActivity(): Promise<void> {
    throw new Error('What has been said in a Direct Line conversation is not changed: send another activity.');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('What has been said in a Direct Line conversation is not removed: send another activity.');
  }
}

/** Web Chat holds a reply back for five seconds when it answers an activity that the client never saw. */
function withKnownReplyTo(activity: Partial<Activity>, context: TurnContext): Partial<Activity> {
  if (activity.replyToId === undefined || context.activity.type === ActivityTypes.Message) return activity;
  const { replyToId: _unknown, ...rest } = activity;
  return rest;
}
