/** The review list at the desk: /desk/relecture and below, for whoever maintains the content and nobody else. */
import type { RequestHandler, Router } from 'express';
import { parisDay } from '../../bot/paris-day.ts';
import type { ReviewLine, Treatment } from '../../bot/feedback/review.ts';
import { canBecomeContent, cardOf, type Skeleton, testOf } from '../../bot/feedback/skeletons.ts';
import type { Right } from './access/scopes.ts';
import { NOTICES } from './pages/frame.ts';
import { reviewPage } from './pages/review-page.ts';
import type { DeskPorts } from './ports.ts';
import { Refusal } from './refusals.ts';
import { type MemberVisit, query, show } from './visit.ts';

type Handle = (visit: MemberVisit) => Promise<void> | void;

export interface ReviewGuards {
  member(right: Right, handle: Handle): RequestHandler;
  memberPosted(right: Right, handle: Handle): RequestHandler[];
}

export function addReviewRoutes(router: Router, { reviews, directory }: Pick<DeskPorts, 'reviews' | 'directory'>, { member, memberPosted }: ReviewGuards): void {
  async function lineOf({ request }: MemberVisit): Promise<ReviewLine> {
    const number = Number(request.params.number);
    const line = Number.isSafeInteger(number) ? await reviews.reviewLine(number) : null;
    if (line === null) throw new Refusal('gone', { text: 'Cette ligne n’est plus là : elle a trop attendu, ou la personne a tout effacé.' });
    return line;
  }
  async function treat({ viewer, now }: MemberVisit, { number }: ReviewLine, as: Treatment | null): Promise<void> {
    await reviews.treatReview(number, as === null ? null : { as, on: parisDay(now) });
    await directory.audit.note({ who: viewer.email, what: 'review-treated', detail: `${number} ${as ?? 'rouverte'}` }, now);
  }
  const made = (as: Treatment, skeletonOf: (line: ReviewLine, visit: MemberVisit) => Skeleton): RequestHandler[] =>
    memberPosted('maintainer', async (visit) => {
      const line = await lineOf(visit);
      if (!canBecomeContent(line)) throw new Refusal('incomplete', { text: 'Rien n’a été gardé de ce message : il n’y a rien à en faire.' });
      const { file, yaml } = skeletonOf(line, visit);
      await treat(visit, line, as);
      visit.response.attachment(file).type('application/yaml').send(yaml);
    });
  const moved = (as: Treatment | null, notice: string): RequestHandler[] =>
    memberPosted('maintainer', async (visit) => {
      await treat(visit, await lineOf(visit), as);
      visit.response.redirect(303, `/desk/relecture?dit=${notice}`);
    });

  router.get('/relecture', member('maintainer', async (visit) => {
    const which = query(visit, 'etat') === 'traitees' ? 'treated' : 'waiting';
    const [lines, goodMarks] = await Promise.all([reviews.reviewLines(which), reviews.goodMarks()]);
    show(visit, reviewPage(visit, { which, kind: query(visit, 'genre'), lines, goodMarks }, NOTICES[query(visit, 'dit')] ?? null));
  }));
  router.post('/relecture/:number/test', ...made('test', testOf));
  router.post('/relecture/:number/fiche', ...made('card', (line, { now }) => cardOf(line, parisDay(now))));
  router.post('/relecture/:number/ecarter', ...moved('nothing', 'ecartee'));
  router.post('/relecture/:number/rouvrir', ...moved(null, 'rouverte'));
}
