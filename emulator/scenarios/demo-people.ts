import type { PersonSeed } from './people.ts'

export const ME = 1

const portrait = (id: number) => `/upload/avatar/${id}.svg`

export const DEMO_PEOPLE: PersonSeed[] = [
  { id: ME, firstName: 'Anna', lastName: 'Weber', position: 'Head of sales', gender: 'F', admin: true, avatar: portrait(2) },
  { id: 2, firstName: 'Peter', lastName: 'Johnson', position: 'Account manager', avatar: portrait(7) },
  { id: 3, firstName: 'Chloé', lastName: 'Martin', position: 'Designer', gender: 'F', avatar: portrait(4) },
  { id: 4, firstName: 'Łukasz', lastName: 'Kowalski', position: 'Engineer', avatar: portrait(11) },
  { id: 5, firstName: 'Юлия', lastName: 'Соколова', position: 'Accountant', gender: 'F', avatar: portrait(16) },
  { id: 6, firstName: 'Νίκος', lastName: 'Παπαδάκης', position: 'Partner manager', timeZone: 'Europe/Athens', avatar: portrait(3) },
  { id: 7, firstName: 'Sofia', lastName: 'Rossi', position: 'Marketing', gender: 'F', avatar: portrait(10), status: 'away' },
  { id: 8, firstName: 'David', lastName: 'Okafor', position: 'Support lead', avatar: portrait(13) },
  { id: 9, firstName: 'محمد', lastName: 'العلي', position: 'Logistics', timeZone: 'Asia/Riyadh' },
  { id: 10, firstName: 'Emma', lastName: 'Lindqvist', position: 'HR', gender: 'F', avatar: portrait(22) },
  { id: 11, firstName: 'Tom', lastName: 'Becker', position: 'Warehouse', avatar: portrait(5), status: 'dnd' },
  { id: 12, firstName: 'Inês', lastName: 'Almeida', position: 'Agency "Papaya"', gender: 'F', extranet: true },
  { id: 13, firstName: 'Visitor', lastName: '4821', position: '', extranet: true },
  { id: 14, firstName: 'CoPilot', lastName: '', position: 'Assistant', bot: true },
  { id: 15, firstName: 'Elif', lastName: 'Yılmaz', position: 'Office Istanbul', gender: 'F', timeZone: 'Europe/Istanbul' },
  { id: 16, firstName: '静', lastName: '陈', position: 'Purchasing', gender: 'F', timeZone: 'Asia/Shanghai' },
]
