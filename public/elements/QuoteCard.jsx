// What a yes will make and cost, and what would be cheaper. The buttons send back ids and no more.
import { useState } from 'react';
import { ArrowRight, Check, ChevronDown, Loader2, Recycle, Scissors, X } from 'lucide-react';

const WORDS = {
  en: {
    title: 'Ready when you are', builtIn: 'built-in studio', about: 'about',
    first: 'Pictures', then: 'Film', pictures: 'Pictures first', clips: 'Clips only', step: 'You see the pictures before any clip is bought.',
    reused: (n) => `${n} ${n === 1 ? 'part' : 'parts'} reused`, shots: (n, one) => `${one ? 'Shot' : 'Shots'} ${n} stay${one ? 's' : ''}`,
    yes: 'Yes, make it', yesPictures: 'Yes, make the pictures', yesClips: 'Yes, animate', no: 'Not now', cheaper: 'Cheaper?',
    lines: 'Everything in this quote', kept: 'reused',
    approved: 'Approved', declined: 'Not made', superseded: 'Replaced by something newer',
    atHand: 'Begin with this picture', from: (title) => `from “${title}”`,
    sending: 'One moment …', ways: 'Cheaper ways', noWays: 'There is no cheaper way to make this.', saves: (text) => `saves ${text}`,
    scopes: { ad: 'for one film', project: 'for this ad', day: 'today', user: 'in all' },
    left: (left, limit, scope) => `${left} of ${limit} left ${scope}`, after: (text) => `${text} after this`
  },
  de: {
    title: 'Bereit, wenn du es bist', builtIn: 'eingebautes Studio', about: 'etwa',
    first: 'Bilder', then: 'Film', pictures: 'Erst die Bilder', clips: 'Nur Clips', step: 'Du siehst die Bilder, bevor ein Clip gekauft wird.',
    reused: (n) => `${n} ${n === 1 ? 'Teil' : 'Teile'} unverändert wiederverwendet`, shots: (n, one) => `Szene${one ? '' : 'n'} ${n} bleib${one ? 't' : 'en'}`,
    yes: 'Ja, los geht’s', yesPictures: 'Ja, die Bilder machen', yesClips: 'Ja, animieren', no: 'Jetzt nicht', cheaper: 'Günstiger?',
    lines: 'Alles in diesem Angebot', kept: 'wiederverwendet',
    approved: 'Freigegeben', declined: 'Nicht gemacht', superseded: 'Durch Neueres ersetzt',
    atHand: 'Mit diesem Bild beginnen', from: (title) => `aus „${title}“`,
    sending: 'Einen Moment …', ways: 'Günstigere Wege', noWays: 'Günstiger lässt sich das nicht machen.', saves: (text) => `spart ${text}`,
    scopes: { ad: 'für einen Film', project: 'für diese Anzeige', day: 'heute', user: 'insgesamt' },
    left: (left, limit, scope) => `noch ${left} von ${limit} ${scope}`, after: (text) => `danach ${text}`
  }
};

function Steps({ words, props }) {
  if (props.part !== 'pictures') return null;
  return (
    <div className="af-steps" aria-label={words.step} title={words.step}>
      <b><span>1</span>{words.first}</b><ArrowRight aria-hidden="true" /><i><span>2</span>{words.then}</i>
    </div>
  );
}

function Budget({ props, words }) {
  const { budget, total, language } = props;
  if (!budget || !budget.limit) return null;
  const share = (amount) => `${Math.max(0, Math.min(100, (amount / budget.limit) * 100))}%`;
  const left = adflow.dollars(Math.max(0, budget.left), language);
  return (
    <div className="af-budget">
      <div className="af-budget-bar" aria-hidden="true">
        <span style={{ width: share(budget.left - total) }} />
        <i style={{ width: share(Math.min(total, budget.left)) }} />
      </div>
      <div className="af-muted">
        {words.left(left, adflow.dollars(budget.limit, language), words.scopes[budget.scope])}
        {total ? ` · ${words.after(adflow.dollars(Math.max(0, budget.left - total), language))}` : ''}
      </div>
    </div>
  );
}

function Ways({ props, words, choose, sent }) {
  if (!props.ways) return null;
  if (!props.ways.length) return <p className="af-note">{words.noWays}</p>;
  return (
    <div className="af-ways" role="group" aria-label={words.ways}>
      <div className="af-kicker">{words.ways}</div>
      {props.ways.map((way) => (
        <button key={way.key} type="button" className="af-way" disabled={!!sent} onClick={() => choose(way.key)}>
          <span className="af-way-text"><b>{way.title}</b><span className="af-muted">{way.gives_up}</span></span>
          <span className="af-way-price">
            {sent === way.key ? <Loader2 className="af-mark-running" aria-hidden="true" /> : null}
            <b>{adflow.price(way.price, props.language)}</b>
            <span className="af-muted">{words.saves(adflow.dollars(props.total - way.price, props.language))}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

function AtHand({ props, words, take, sent }) {
  const hand = props.at_hand;
  if (!hand) return null;
  return (
    <div className="af-ways">
      <button type="button" className="af-way" disabled={!!sent} onClick={take}>
        <img className="af-at-hand" src={hand.picture} alt={words.from(hand.title)} />
        <span className="af-way-text"><b>{words.atHand}</b><span className="af-muted">{words.from(hand.title)}</span></span>
        <span className="af-way-price">
          {sent === 'at_hand' ? <Loader2 className="af-mark-running" aria-hidden="true" /> : null}
          <b>{words.saves(adflow.dollars(hand.saves, props.language))}</b>
        </span>
      </button>
    </div>
  );
}

function Lines({ props, words }) {
  return (
    <ul className="af-lines">
      {props.lines.map((line, index) => (
        <li key={index} className={line.reused ? 'af-muted' : ''}>
          <span>{line.label}</span>
          <span>{line.reused ? words.kept : adflow.price(line.price, props.language)}</span>
        </li>
      ))}
    </ul>
  );
}

const QuoteCard = adflow.once('QuoteCard', () => function QuoteCard({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const [open, setOpen] = useState(false);
  const pending = props.status === 'pending';
  const title = { pictures: words.pictures, clips: words.clips }[props.part] || words.title;
  const agree = { pictures: words.yesPictures, clips: words.yesClips }[props.part] || words.yes;
  const decide = (yes) => click('decide', { quote: props.quote, yes }, yes ? 'yes' : 'no');
  const ask = () => click('act', { act: 'cheaper', quote: props.quote }, 'cheaper');
  const take = () => click('act', { act: 'at_hand', quote: props.quote }, 'at_hand');
  const choose = (key) => click('act', { act: 'way', quote: props.quote, key }, key);
  const shots = props.shots || [];

  return (
    <section className={`af-card af-quote af-quote-${props.status}`} aria-label={words.title}>
      <header className="af-head">
        <div className="af-head-text">
          <div className="af-kicker">{pending ? title : words[props.status]}</div>
          <p className="af-summary">{props.summary}</p>
        </div>
        <div className="af-price">
          <strong>{adflow.price(props.total, props.language)}</strong>
          <span>
            {props.total ? null : `${words.builtIn} · `}{words.about} {adflow.duration(props.seconds, props.language)}
          </span>
        </div>
      </header>
      {pending ? (
        <>
          <Steps words={words} props={props} />
          <div className="af-chips">
            {props.made.map((one) => (
              <span key={one.kind} className="af-chip">
                <b>{one.count}</b> {one.name}
              </span>
            ))}
            {props.reused ? (
              <span className="af-chip af-chip-quiet" title={words.reused(props.reused)}>
                <Recycle aria-hidden="true" />
                {shots.length ? words.shots(shots.join(', '), shots.length === 1) : words.reused(props.reused)}
              </span>
            ) : null}
          </div>
          {props.remarks?.length ? (
            <ul className="af-remarks">{props.remarks.map((one) => <li key={one}>{one}</li>)}</ul>
          ) : null}
          <AtHand props={props} words={words} take={take} sent={sent} />
          <Budget props={props} words={words} />
          <Ways props={props} words={words} choose={choose} sent={sent} />
        </>
      ) : null}
      <button type="button" className="af-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronDown aria-hidden="true" className={open ? 'af-turned' : ''} />{words.lines}
      </button>
      {open ? <Lines props={props} words={words} /> : null}
      {pending ? (
        <div className="af-actions">
          <button type="button" className="af-button af-primary" disabled={!!sent} onClick={() => decide(true)}>
            {sent === 'yes' ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Check aria-hidden="true" />}
            {sent === 'yes' ? words.sending : agree}
          </button>
          <button type="button" className="af-button" disabled={!!sent} onClick={() => decide(false)}>
            <X aria-hidden="true" />{words.no}
          </button>
          {props.cheaper && !props.ways ? (
            <button type="button" className="af-button af-quiet" disabled={!!sent} onClick={ask}>
              {sent === 'cheaper' ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Scissors aria-hidden="true" />}
              {words.cheaper}
            </button>
          ) : null}
        </div>
      ) : null}
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <QuoteCard props={props} callAction={callAction} />;
