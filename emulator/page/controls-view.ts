import type { PageSession } from '../wire.ts'
import { choice, labelled, row, same, section } from './control-fields.ts'
import { pageWith, type PageQuery } from './query.ts'
import { server } from './server.ts'

/** As a portal sends them in LANG */
const LANGUAGES = ['en', 'ru', 'de', 'fr', 'it', 'pl', 'tr', 'id', 'ms', 'th', 'ja', 'ar', 'la', 'br', 'ua', 'kz', 'vn', 'sc', 'tc', 'in']
const SCENARIOS = [
  ['', 'choose…'], ['demo', 'a lively office'], ['empty', 'everything read'], ['huge', '5,000 chats'], ['fixture', 'the numbers of the tests'], ['hostile', 'hostile people'],
] as const
const PLACEMENTS = [['LEFT_MENU', 'left menu'], ['IM_SIDEBAR', 'sidebar of a chat'], ['IM_NAVIGATION', 'section of the messenger'], ['DEFAULT', 'page of its own']] as const

const go = (changes: Record<string, string | null>) => location.assign(pageWith(changes))

/** Who looks, in which language, at what. */
export function viewControls(session: PageSession, query: PageQuery): HTMLElement[] {
  const people = session.users.map(({ id, name, admin }) => [String(id), admin ? `${name} (administrator)` : name] as const)
  const load = (name: string) => server.control('scenario', { name }).then(() => go({ dialog: null, user: null }))
  return [section('What you see',
    labelled('You are', choice(people, String(session.user.id), user => go({ user, dialog: null }))),
    row(
      labelled('The app opens in', choice(PLACEMENTS, query.placement ?? 'LEFT_MENU', placement => go({ placement, dialog: null }))),
      labelled('Start anew with', choice(SCENARIOS, '', name => void (name && load(name)))),
    ),
    row(
      labelled('Language', choice(same(LANGUAGES), query.language ?? session.language, lang => go({ lang }))),
      labelled('Theme around the app', choice(same(['light', 'dark']), query.theme, theme => go({ theme }))),
    ),
  )]
}
