import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What veraPDF says of each argument PROFILE:FILE (PDFA-3A:report.pdf): a line "passed" or "failed" with the number of
 * checks made, then a line for each that failed. The profiles are read here, because the jar that carries them and the
 * engine lacks the parser that the engine itself would read them by.
 */
public class Conformance {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String argument : arguments) {
            String[] parts = argument.split(":", 2);
            ValidationProfile profile = profile(parts[0]);
            PDFAFlavour flavour = profile.getPDFAFlavour();
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(parts[1]), flavour)) {
                ValidationResult told = ValidatorFactory.createValidator(profile, false).validate(parser);
                System.out.println((told.isCompliant() ? "passed " : "failed ") + told.getTotalAssertions() + " " + argument);
                for (TestAssertion one : told.getTestAssertions())
                    if (one.getStatus() == TestAssertion.Status.FAILED)
                        System.out.println("  " + one.getRuleId().getClause() + " " + one.getMessage());
            }
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        try (InputStream file = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
            PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
            Set<Rule> rules = new HashSet<>();
            for (Element one : all(root, "rule")) rules.add(rule(one));
            Set<Variable> variables = new HashSet<>();
            for (Element one : all(root, "variable"))
                variables.add(Profiles.variableFromValues(
                        one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
            return Profiles.profileFromValues(
                    flavour, Profiles.profileDetailsFromValues(name, name, name, new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element one) {
        Element id = all(one, "id").get(0), error = all(one, "error").get(0);
        PDFAFlavour.Specification specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        RuleId number = Profiles.ruleIdFromValues(
                specification, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = one.hasAttribute("deferred") ? Boolean.valueOf(one.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(number, one.getAttribute("object"), deferred, one.getAttribute("tags"),
                text(one, "description"), text(one, "test"),
                Profiles.errorFromValues(text(error, "message"), new ArrayList<ErrorArgument>()), new ArrayList<>());
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int place = 0; place < found.getLength(); place++) elements.add((Element) found.item(place));
        return elements;
    }
}
