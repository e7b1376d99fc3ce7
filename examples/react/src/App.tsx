import { OnePage } from './OnePage.tsx'
import { PageHeader } from './PageHeader.tsx'
import { TwoTabs } from './TwoTabs.tsx'

export function App() {
  const isTwoTabs = new URLSearchParams(location.search).has('tabs')
  return (
    <div className="screen">
      <PageHeader isTwoTabs={isTwoTabs} />
      {isTwoTabs ? <TwoTabs /> : <OnePage />}
    </div>
  )
}
