// Something that was looked up, as a table; a version in it can be gone to.
import { useState } from 'react';
import { Check, Undo2 } from 'lucide-react';

const WORDS = {
  en: { go: 'Go to', goTo: (n) => `Go to version ${n}`, here: 'used now' },
  de: { go: 'Zeigen', goTo: (n) => `Zu Fassung ${n}`, here: 'gilt jetzt' }
};

const Listed = adflow.once('Listed', () => function Listed({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const acts = props.rows.some((row) => row.version !== null);
  const marks = props.rows.some((row) => row.marked);
  const named = !props.columns.length;
  const go = (version) => click('act', { act: 'go_to', project: props.project, version }, `${version}`);
  return (
    <section className="af-card af-listed" aria-label={props.title}>
      <h3 className="af-title">{props.title}</h3>
      {props.rows.length ? (
        <div className="af-table" tabIndex="0" role="region" aria-label={props.title}>
          <table className={named ? 'af-pairs' : ''}>
            {named ? null : (
              <thead>
                <tr>
                  {marks ? <th aria-label={words.here} /> : null}
                  {props.columns.map((name, index) => <th key={index} scope="col">{name}</th>)}
                  {acts ? <th aria-label={words.go} /> : null}
                </tr>
              </thead>
            )}
            <tbody>
              {props.rows.map((row, index) => (
                <tr key={index} className={row.marked ? 'af-marked' : ''}>
                  {marks ? <td className="af-here">{row.marked ? <Check aria-label={words.here} /> : null}</td> : null}
                  {row.cells.map((cell, place) => (
                    place === 0 ? <th key={place} scope="row">{cell}</th> : <td key={place}>{cell}</td>
                  ))}
                  {acts ? (
                    <td className="af-row-act">
                      {row.version !== null && !row.marked ? (
                        <button
                          type="button" className="af-tool" disabled={!!sent} aria-label={words.goTo(row.version)}
                          onClick={() => go(row.version)}
                        >
                          <Undo2 aria-hidden="true" />{words.go}
                        </button>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {props.note ? <p className="af-note">{props.note}</p> : null}
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <Listed props={props} callAction={callAction} />;
