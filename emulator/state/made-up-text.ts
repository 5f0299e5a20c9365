/* What colleagues write where nobody has said what: the same message has the same text each time. */

const OPENINGS = ['', '', '', 'Hi! ', 'Quick question: ', 'FYI: ', 'By the way, ', 'Sorry to push: ']
const SENTENCES = [
  'the client has confirmed the date.', 'can you look at the offer before noon?', 'the numbers of this week are in the folder.',
  'we need two more chairs in the meeting room.', 'who can take the call at three?', 'version 3 of the contract is online.',
  'the parcel from Gdańsk has arrived.', 'I have changed the title on page 2.', 'please check the invoice once more.',
  'the server was slow this morning, it is fine now.', 'they ask for a discount of 5 %.', 'can we move it to Tuesday?',
  'thank you, that was quick!', 'I am on the train, back in an hour.', 'the photo on the start page is still the old one.',
  'shall I book a table for six?', 'done, you can close the task.', 'there is a typo in the second line.',
]
const ELSEWHERE = [
  'Dzień dobry! Faktura za marzec jest już w systemie.', 'Czy możemy przesunąć spotkanie na czwartek?',
  'Teklif hazır, akşama kadar gönderiyorum.', 'Toplantı saat üçe alındı, haberin olsun.',
  'تم إرسال الشحنة هذا الصباح، شكرًا لكم.', 'هل يمكننا تأجيل الاجتماع إلى يوم الأحد؟',
  '合同已经签好了，请查收。', '明天上午十点开会，可以吗？',
]
/** One in so many is in another language, or has formatting */
const RARELY = 11

/** The text of a message, by its id. */
export function madeUpText(id: number): string {
  const drawn = Math.imul(id ^ (id >>> 15), 0x2C1B3C6D) >>> 0
  if (drawn % RARELY === 0) {
    return pick(ELSEWHERE, drawn >>> 8)
  }
  const sentence = `${pick(OPENINGS, drawn >>> 16)}${pick(SENTENCES, drawn >>> 4)}`
  const text = sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return drawn % RARELY === 1 ? `[B]${text}[/B]` : text
}

function pick(texts: readonly string[], drawn: number): string {
  return texts[drawn % texts.length] ?? ''
}
