import type { PageSession } from '../wire.ts'
import type { Act } from './controls.ts'
import { choice, labelled, row, section } from './control-fields.ts'
import { pageWith, type PageQuery } from './query.ts'
import { server } from './server.ts'

/** As a portal sends them in LANG */
const LANGUAGES = ['en', 'ru', 'de', 'fr', 'it', 'pl', 'tr', 'id', 'ms', 'th', 'ja', 'ar', 'la', 'br', 'ua', 'kz', 'vn', 'sc', 'tc', 'in']
const SCENARIOS = ['demo', 'fixture', 'empty', 'huge']
const SHAPES = ['newest', 'documented', 'older']
const PLACEMENTS = [['LEFT_MENU', 'Left menu'], ['IM_SIDEBAR', 'Chat sidebar'], ['IM_NAVIGATION', 'Messenger section'], ['DEFAULT', 'Own page']] as const

const same = (values: string[]) => values.map(value => [value, value] as const)
const go = (changes: Record<string, string | null>) => location.assign(pageWith(changes))

/** Who looks, in which language, at which portal. */
export function viewControls(session: PageSession, query: PageQuery, act: Act): HTMLElement[] {
  const people = session.users.map(({ id, name, admin }) => [String(id), admin ? `${name} (admin)` : name] as const)
  const load = (name: string) => server.control('scenario', { name }).then(() => go({ dialog: null, user: null }))
  return [section('View',
    row(
      labelled('User', choice(people, String(session.user.id), user => go({ user, dialog: null }))),
      labelled('Placement', choice(PLACEMENTS, query.placement ?? 'LEFT_MENU', placement => go({ placement, dialog: null }))),
    ),
    row(
      labelled('Language', choice(same(LANGUAGES), query.language ?? session.language, lang => go({ lang }))),
      labelled('Theme', choice(same(['light', 'dark']), query.theme, theme => go({ theme }))),
    ),
    row(
      labelled('Scenario', choice([['', 'load…'], ...same(SCENARIOS)], '', name => void (name && load(name)))),
      labelled('Portal', choice(same(SHAPES), session.shape, shape => act('shape', { shape }))),
    ),
  )]
}
