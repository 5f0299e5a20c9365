/** Who writes, and what, in BBCode; `@me` mentions whoever looks at the portal. */
export type OfficeLine = readonly [authorId: number, text: string]

export interface OfficeThread {
  chatId: number
  lines: readonly OfficeLine[]
}

/** Short talks in the chats of `demo`. */
export const OFFICE_THREADS: readonly OfficeThread[] = [
  {
    chatId: 301,
    lines: [
      [2, 'Nordlicht wants the offer by Thursday, 120 seats'],
      [8, 'They asked about support hours as well'],
      [2, '@me, may I give them 10 % for two years?'],
    ],
  },
  {
    chatId: 301,
    lines: [
      [7, 'The newsletter is out, 3,200 recipients'],
      [9, 'Two orders from Riyadh came in right after it'],
      [7, 'That was quick 🎉'],
    ],
  },
  { chatId: 201, lines: [[2, 'Hartmann has just called back'], [2, 'They will sign on Monday. Do you have five minutes?']] },
  { chatId: 201, lines: [[2, 'I moved our call to 16:00, I hope that is fine']] },
  { chatId: 202, lines: [[5, 'I have sent you the invoice for October'], [5, 'Please check the VAT number on page 2']] },
  { chatId: 203, lines: [[6, 'The contacts from the fair are in the CRM, 34 in total'], [6, 'Six of them want a demo next week']] },
  { chatId: 204, lines: [[10, 'The candidate can come on Tuesday at 10:00'], [10, 'Shall I book meeting room 2?']] },
  { chatId: 205, lines: [[8, 'A customer asks about the API limits. Who knows them best?']] },
  { chatId: 206, lines: [[11, 'The lift works again'], [11, 'The technician comes back on Friday to be sure']] },
  {
    chatId: 302,
    lines: [
      [4, 'The contact form is live on staging'],
      [3, 'On my phone the button is cut off at the right'],
      [4, 'Fixed, please reload'],
      [12, 'Looks good here. @me, can we show it to the client?'],
    ],
  },
  { chatId: 302, lines: [[7, 'We still need a photo of the team'], [3, '[USER=all]All participants[/USER] photo on Thursday at 11:00, in the kitchen']] },
  { chatId: 303, lines: [[15, 'Could we have a screen for the guests in Istanbul too?'], [16, '好主意，我们这里也需要一个'], [10, 'I will ask for a price']] },
  { chatId: 304, lines: [[8, 'Pizza or curry today?'], [3, 'Curry!'], [4, 'Curry'], [11, 'Pizza, but I can live with curry']] },
  { chatId: 305, lines: [[10, 'The movers come on the 14th at 8:00'], [11, 'I need the list of the furniture by Wednesday'], [10, '@me, is your corner decided?']] },
  { chatId: 306, lines: [[10, 'Reminder: the fire drill is tomorrow at 11:00'], [5, 'Thank you, Emma']] },
  { chatId: 401, lines: [[2, 'I have sent the second variant to Nordlicht'], [14, 'Shall I draft a reminder for next week as well?']] },
  { chatId: 501, lines: [[12, 'Third round of the banners is uploaded'], [7, 'The green is right now, thank you'], [12, 'Then we go live on Monday. @me, is the budget confirmed?']] },
  { chatId: 601, lines: [[2, 'Their lawyers are done, one small change in §4'], [5, 'The payment plan stays as it is']] },
  { chatId: 602, lines: [[7, 'My slides are ready, numbers 10 to 14'], [5, 'Mine too'], [2, 'I need until noon']] },
  { chatId: 603, lines: [[4, 'Version 2.8 is on the test server'], [3, 'The icons are too small on the start page'], [6, 'Partners like it']] },
  { chatId: 901, lines: [[10, 'The canteen of the new office opens on the first day. The menu is inside.']] },
  { chatId: 902, lines: [[3, 'Will there be lockers?'], [11, 'One for everybody']] },
]

export const TASK_COMMENTS: readonly string[] = [
  'I have updated the numbers, please check.',
  'Waiting for an answer from the client.',
  'Half of it is done, the rest follows tomorrow.',
  '@me, could you decide between A and B?',
  'The file is attached to the task.',
]

/** What a visitor of the website asks, message by message, and what a colleague answers. */
export interface VisitorTalk {
  questions: readonly string[]
  answer: string
}

export const VISITOR_TALKS: readonly VisitorTalk[] = [
  { questions: ['Hello, is anybody there?', 'I would like to know the price for 25 people.'], answer: 'Hello! I am sending you our price list.' },
  { questions: ['Good morning, my parcel has not arrived.', 'The order number is 20318.'], answer: 'I am sorry for that, I will look it up at once.' },
  { questions: ['Hi, can I try it before I buy?'], answer: 'Of course, for 30 days.' },
  { questions: ['Guten Tag, liefern Sie auch in die Schweiz?', 'Und was kostet der Versand?'], answer: 'Guten Tag! Ja, ab 100 Euro ohne Versandkosten.' },
]

export interface OfficeNotification {
  type: 1 | 2 | 3
  authorId: number
  text: string
}

/** Of demo people; who is not there is replaced by somebody else. */
export const OFFICE_NOTIFICATIONS: readonly OfficeNotification[] = [
  { type: 2, authorId: 7, text: 'mentioned you in a comment on [URL=/company/personal/user/1/blog/32/]Spring campaign[/URL]' },
  { type: 1, authorId: 10, text: 'invites you to <b>Planning of the move</b><br>tomorrow, 14:00 &ndash; 15:00, meeting room 1' },
  { type: 3, authorId: 0, text: '[B]Quarterly review[/B] starts in 15 minutes' },
  { type: 2, authorId: 2, text: 'made you responsible for the deal <a href="/crm/deal/details/1671/">Nordlicht, 120 seats</a>' },
  { type: 2, authorId: 4, text: 'likes your post [URL=/company/personal/user/1/blog/33/]New price list[/URL]' },
]
