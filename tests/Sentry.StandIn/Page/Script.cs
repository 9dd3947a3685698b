using System.Security.Cryptography;
using System.Text;

namespace Sentry.StandIn.Page;

/// <summary>Searches the page for words, and unfolds and folds all of it. The words are also taken from and kept in its address.</summary>
internal static class Script
{
    public const string Code = """

        const form = document.getElementById('search');
        if (form) {
          const [input, output] = form.querySelectorAll('input, output');
          const releases = [...document.querySelectorAll('main > details')];
          const entries = new Map([...document.querySelectorAll('nav a')].map(link => [link.hash.slice(1), link.closest('li')]));
          const texts = releases.map(release => release.textContent.toLowerCase());

          const search = () => {
            const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
            let found = 0;
            releases.forEach((release, i) => {
              const matches = words.every(word => texts[i].includes(word));
              release.hidden = entries.get(release.lastElementChild.id).hidden = !matches;
              found += matches;
            });
            for (const list of document.querySelectorAll('nav ol'))
              list.hidden = list.previousElementSibling.hidden = !list.querySelector('li:not([hidden])');
            output.textContent = words.length ? `${found} of ${releases.length}` : '';
            const address = new URL(location);
            words.length ? address.searchParams.set('q', input.value) : address.searchParams.delete('q');
            history.replaceState(null, '', address);
          };

          form.hidden = false;
          form.addEventListener('submit', event => event.preventDefault());
          form.addEventListener('click', event => {
            if (event.target.type == 'button')
              releases.forEach(release => release.open = event.target.value == 'open');
          });
          input.addEventListener('input', search);
          input.value = new URLSearchParams(location.search).get('q') ?? '';
          if (input.value)
            search();
        }

        """;

    /// <summary>The hash by which the page's policy lets this script run and no other.</summary>
    public static string Hash { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Code)));
}
