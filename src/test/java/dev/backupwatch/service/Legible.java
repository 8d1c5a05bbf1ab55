package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether all kinds of people can use what a tab shows. */
final class Legible {

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private static final String TEXTS = """
            () => {
              const texts = [];
              const foreign = '[lang=en], .json, .rows, .event .type, script, style';
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (node.parentElement.checkVisibility() && !node.parentElement.closest(foreign)) {
                  texts.push(node.data.trim());
                }
              }
              for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
                document.querySelectorAll(`[${name}]`).forEach(element =>
                    element.closest(foreign) || texts.push(element.getAttribute(name)));
              }
              return texts.filter(Boolean);
            }""";

    /** Names, units, OceanBase's own words, and what is said so in Chinese too. */
    private static final Pattern NOT_ENGLISH = Pattern.compile(String.join(
            "|",
            "backupwatch|OceanBase|curl|JSON|README",
            "\\b(prod|sys|orders|billing|crm|reports)\\b",
            "\\b([KMGT]?B(/s)?|ID)\\b",
            "\\b[Tt]ablet\\b|\\b[Tt]ask\\b",
            "\\b(Enter|Esc)\\b",
            "\\bbackup(\\.[a-z_]+)+\\b|\\bTrace\\b",
            // What OceanBase says is shown as it says it.
            "\\(SERVER\\)ls_id: .*|IO error",
            "\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\\b",
            "file:///\\S*"));

    private static final Pattern A_WORD = Pattern.compile("[A-Za-z]{2,}");

    /** What a finger could not hit: 11 pixels beside its middle another thing, or nothing, would be touched. */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll('a[href], button:enabled, input, select, summary')]
              .filter(element => element.checkVisibility() && !element.closest('[inert], .skip'))
              .filter(element => {
                element.scrollIntoView({block: 'center'});
                const {left, top, width, height} = element.getClientRects()[0];
                return [[-11, 0], [11, 0], [0, -11], [0, 11]].some(([x, y]) => {
                  const hit = document.elementFromPoint(left + width / 2 + x, top + height / 2 + y);
                  return !element.contains(hit) && !hit?.contains(element.closest('label'));
                });
              })
              .map(({outerHTML}) => outerHTML.replace(/<!--.*?-->/g, '').slice(0, 200))""";

    private Legible() {}

    static void assertNoGraveFinding(Page tab) {
        List<Rule> findings = new AxeBuilder(tab).withTags(TAGS).analyze().getViolations();
        assertThat(findings)
                .filteredOn(finding -> GRAVE.contains(finding.getImpact()))
                .map(Legible::told)
                .isEmpty();
    }

    static void assertNotSidewards(Page tab) {
        assertThat((Integer) tab.evaluate("document.scrollingElement.scrollWidth"))
                .as("width of what a window of %d pixels shows", tab.viewportSize().width)
                .isLessThanOrEqualTo(tab.viewportSize().width);
    }

    static void assertEasyToTouch(Page tab) {
        assertThat((List<?>) tab.evaluate(TOO_SMALL)).isEmpty();
    }

    static void assertNoEnglish(Page tab) {
        List<?> texts = (List<?>) tab.evaluate(TEXTS);
        assertThat(texts)
                .isNotEmpty()
                .filteredOn(text -> A_WORD.matcher(
                                NOT_ENGLISH.matcher(text.toString()).replaceAll(" "))
                        .find())
                .isEmpty();
    }

    private static String told(Rule finding) {
        return finding.getId() + ": " + finding.getHelp()
                + finding.getNodes().stream().limit(5).map(CheckedNode::getHtml).toList();
    }
}
