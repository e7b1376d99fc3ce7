export type { Share } from './share.ts'
export { shareAcrossTabs } from './tabs/shareAcrossTabs.ts'
