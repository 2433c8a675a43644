// The person's projects: open one here, rename, duplicate, delete. The buttons send back ids only.
import { useState } from 'react';
import { Check, Clapperboard, Copy, FolderOpen, Loader2, Pencil, Trash2, X } from 'lucide-react';

const WORDS = {
  en: {
    title: 'Your projects', none: 'Nothing here yet. Drop in a photo, and your first ad begins.', untitled: 'Untitled',
    here: 'open here', spent: (text) => `${text} spent`, seconds: (text) => `${text} s`,
    states: { brief: 'brief', storyboard: 'storyboard', rendering: 'being made', film: 'film' },
    open: 'Open', rename: 'Rename', copy: 'Duplicate', remove: 'Delete', save: 'Save', cancel: 'Cancel', newTitle: 'New title',
    openOf: (t) => `Open ${t}`, renameOf: (t) => `Rename ${t}`, copyOf: (t) => `Duplicate ${t}`, removeOf: (t) => `Delete ${t}`,
    sure: (t) => `Delete “${t}” for good?`, keep: 'Keep it', yes: 'Yes, delete it',
    goes: (v, f, mb) => `${v} version${v === 1 ? '' : 's'}${f ? `, ${f} film${f === 1 ? '' : 's'}` : ''} and ${mb} MB go with it. It cannot be undone.`
  },
  de: {
    title: 'Deine Projekte', none: 'Noch nichts da. Mit einem Foto beginnt deine erste Anzeige.', untitled: 'Ohne Titel',
    here: 'hier offen', spent: (text) => `${text} ausgegeben`, seconds: (text) => `${text} s`,
    states: { brief: 'Briefing', storyboard: 'Storyboard', rendering: 'wird gemacht', film: 'Film' },
    open: 'Öffnen', rename: 'Umbenennen', copy: 'Duplizieren', remove: 'Löschen', save: 'Speichern', cancel: 'Abbrechen', newTitle: 'Neuer Titel',
    openOf: (t) => `${t} öffnen`, renameOf: (t) => `${t} umbenennen`, copyOf: (t) => `${t} duplizieren`, removeOf: (t) => `${t} löschen`,
    sure: (t) => `„${t}“ endgültig löschen?`, keep: 'Behalten', yes: 'Ja, löschen',
    goes: (v, f, mb) => `${v} Fassung${v === 1 ? '' : 'en'}${f ? `, ${f} Film${f === 1 ? '' : 'e'}` : ''} und ${mb} MB gehen mit. Das lässt sich nicht rückgängig machen.`
  }
};

function Sure({ title, stake, words, language, sent, act, keep }) {
  return (
    <div className="af-sure" role="alertdialog" aria-label={words.sure(title)}>
      <b>{words.sure(title)}</b>
      <p className="af-muted">{words.goes(stake.versions, stake.films, adflow.number(stake.megabytes, language))}</p>
      <div className="af-project-tools">
        <button type="button" className="af-tool af-danger" disabled={!!sent} onClick={() => act('delete_project')}>
          {sent ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Trash2 aria-hidden="true" />}{words.yes}
        </button>
        <button type="button" className="af-tool" disabled={!!sent} onClick={keep}><X aria-hidden="true" />{words.keep}</button>
      </div>
    </div>
  );
}

function Title({ title, words, save, cancel }) {
  const [text, setText] = useState(title);
  return (
    <form className="af-retitle" onSubmit={(event) => { event.preventDefault(); save(text); }}>
      <input
        className="af-input" value={text} maxLength={60} aria-label={words.newTitle} autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape') cancel(); }}
      />
      <button type="submit" className="af-tool" disabled={!text.trim()}><Check aria-hidden="true" />{words.save}</button>
      <button type="button" className="af-tool" onClick={cancel}><X aria-hidden="true" />{words.cancel}</button>
    </form>
  );
}

function Project({ one, here, stake, words, language, callAction }) {
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const [naming, setNaming] = useState(false);
  const [kept, setKept] = useState(null);
  const title = one.title || words.untitled;
  const act = (name, more) => click('act', { act: name, project: one.id, ...more }, name);
  const asked = stake && stake !== kept;
  const changed = new Date(one.updated).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const tools = [
    ['open_project', words.open, words.openOf, FolderOpen], ['rename', words.rename, words.renameOf, Pencil],
    ['copy_project', words.copy, words.copyOf, Copy], ['ask_delete', words.remove, words.removeOf, Trash2]
  ];
  return (
    <li className={`af-project ${here ? 'af-project-here' : ''}`}>
      <div className="af-project-text">
        {naming ? (
          <Title title={one.title} words={words} cancel={() => setNaming(false)}
            save={(text) => { setNaming(false); act('rename_project', { title: text }); }} />
        ) : <b className="af-project-title">{title}</b>}
        <span className="af-muted">
          <span className={`af-state af-state-${one.state}`}>{words.states[one.state]}</span>
          {one.seconds ? ` · ${words.seconds(adflow.number(one.seconds, language))}` : ''} · {changed}
          {one.spent ? ` · ${words.spent(adflow.dollars(one.spent, language))}` : ''}
          {here ? ` · ${words.here}` : ''}
        </span>
      </div>
      {asked ? (
        <Sure title={title} stake={stake} words={words} language={language} sent={sent} act={act} keep={() => setKept(stake)} />
      ) : (
        <div className="af-project-tools">
          {tools.map(([name, label, labelOf, Icon]) => (name === 'open_project' && here ? null : (
            <button key={name} type="button" className="af-tool" disabled={!!sent} aria-label={labelOf(title)} title={label}
              onClick={() => (name === 'rename' ? setNaming(true) : act(name))}>
              {sent === name ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Icon aria-hidden="true" />}
              <span>{label}</span>
            </button>
          )))}
        </div>
      )}
      {lost ? <p className="af-error" role="alert">{adflow.lost(language)}</p> : null}
    </li>
  );
}

const Projects = adflow.once('Projects', () => function Projects({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  return (
    <section className="af-card af-projects" aria-label={words.title}>
      <h3 className="af-title"><Clapperboard aria-hidden="true" />{words.title}</h3>
      {props.projects.length ? (
        <ul>
          {props.projects.map((one) => (
            <Project key={one.id} one={one} here={one.id === props.here} words={words} language={props.language}
              stake={props.asking?.project === one.id ? props.asking : null} callAction={callAction} />
          ))}
        </ul>
      ) : <p className="af-note">{words.none}</p>}
    </section>
  );
});

export default <Projects props={props} callAction={callAction} />;
